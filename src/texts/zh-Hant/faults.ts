import type { Texts } from '../texts.ts'

export const faults: Texts['faults'] = {
  missing: () => '請填寫這一項。',
  wrong_type: () => '這裡的內容格式不對。',
  too_short: limit => `至少 ${limit} 個字元。`,
  too_long: limit => `最多 ${limit} 個字元。`,
  too_small: limit => `不能小於 ${limit}。`,
  too_large: limit => `不能大於 ${limit}。`,
  not_in_list: () => '請從列出的選項中選擇。',
  not_an_instant: () => '請填寫確實存在的日期時間並附時差，例如 2026-11-22T09:00:00+08:00。',
  not_a_day: () => '請填寫確實存在的日期，例如 2026-11-22。',
  not_a_time: () => '請填寫時間，例如 09:00。',
  not_an_address: () => '這不像電子信箱，請核對。',
  not_a_phone_number: () => '這不像電話號碼，請核對。',
  unreadable_characters: () => '裡面有看不見的特殊字元，請重新輸入。',
  does_not_belong: () => '這一項與其他回答不相符。',
  ends_before_start: () => '結束早於開始。',
  span_too_long: limit => `最多可選 ${limit} 天。`,
  unknown_field: () => '這裡沒有這一項。',
}

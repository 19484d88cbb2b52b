import type { Texts } from '../texts.ts'

export const faults: Texts['faults'] = {
  missing: () => '请填写这一项。',
  wrong_type: () => '这里的内容类型不对。',
  too_short: limit => `至少 ${limit} 个字符。`,
  too_long: limit => `最多 ${limit} 个字符。`,
  too_small: limit => `不能小于 ${limit}。`,
  too_large: limit => `不能大于 ${limit}。`,
  not_in_list: () => '请从给出的选项中选择。',
  not_an_instant: () => '请给出真实存在的日期时间并带时差，例如 2026-11-22T09:00:00+08:00。',
  not_a_day: () => '请填写真实存在的日期，例如 2026-11-22。',
  not_a_time: () => '请填写时间，例如 09:00。',
  not_an_address: () => '这不像一个邮箱地址，请核对。',
  not_a_phone_number: () => '这不像一个电话号码，请核对。',
  unreadable_characters: () => '里面有看不见的特殊字符，请重新输入。',
  does_not_belong: () => '这一项与其他回答不相符。',
  ends_before_start: () => '结束早于开始。',
  span_too_long: limit => `最多可选 ${limit} 天。`,
  unknown_field: () => '这里没有这一项。',
}

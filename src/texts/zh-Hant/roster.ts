import type { Texts } from '../texts.ts'

export const roster: Texts['roster'] = {
  links: {
    label: '更多班表功能',
    week: '一週班表',
    seats: '所需席位',
  },
  soon: spans => `未來 24 小時內，這些時段有語言沒人值班：${spans}。`,
  short: (language, planned, required) => `${language} ${planned}/${required}`,
  seats: {
    title: '所需席位',
    lead: '每個鐘點、每種語言需要幾位諮詢員，每天都一樣。某種語言沒有人時，班表會寫明。我們會提前 24 小時寫信給負責人。',
    table: '每小時各語言所需席位',
    hour: '鐘點',
    field: (language, hour) => `${language}，${hour}`,
    submit: '儲存',
    saved: '已儲存。班表現在以此為準。',
  },
}

import type { Texts } from '../texts.ts'

export const operator: Texts['operator'] = {
  title: '來電',
  typeIn: '有電話打進來',
  typeInHow: '按一下對方說的語言，就登記好了。',
  age: '年齡（聽得出來的話）',
  line: '線路',
  noLine: '不屬於任何線路',
  press: language => `登記：${language}`,
  registered: '已登記，正在找諮詢員。',
  nothingAsked: '請不要問姓名和號碼。來電者的事一概不記。',
  waiting: '正在等候',
  none: '現在沒有人在等。',
  unanswered: '沒有人能接',
  columns: { waited: '已等候', language: '語言', channel: '來自', state: '狀態' },
  channels: { phone: '熱線電話', typed: '手動登記', callback: '約好的回電' },
  states: {
    waiting: '等候有空的諮詢員',
    offered: '正在派給諮詢員',
    unanswered: '暫時沒有人能接',
    broken: '答應了回撥，卻沒有撥出，號碼已經刪除',
    abandoned: '對方已掛斷',
  },
  whatToDo: number =>
    `請告訴對方：現在沒有人有空，${number} 日夜有人接聽。再請負責人增派人手；排隊順位會保留。`,
  whatToDoCallback: '請負責人增派人手。這通回電的順位會保留。',
  whatToDoAbandoned: '這通電話已經無法補救。請告訴負責人這個時段缺人。',
  live: '列表會自動更新。',
  renew: '更新列表',
  lost: '連線中斷，列表可能不是最新的。恢復後會自動更新。',
}

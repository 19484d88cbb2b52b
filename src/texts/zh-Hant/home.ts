import type { Texts } from '../texts.ts'

export const home: Texts['home'] = {
  open: '有人在，您慢慢說。',
  closed: '現在沒有人值班。',
  unseen: '暫時看不到線路的狀況。',
  waiting: people => (people === 0 ? '現在沒有人在等。' : `前面有 ${people} 位在等。`),
  range: (from, to) => (to <= 1 ? '一分鐘內應該就有人接聽。' : `大約要等 ${from} 到 ${to} 分鐘。`),
  rangeUnknown: '要等多久，現在還說不準。',
  nextOpening: when => `${when} 以前沒有人。`,
  nextUnknown: '下次什麼時候有人，還沒有排定。',
  meanwhile: '您可以先預約，或讓我們回電給您。',
  unseenHelp: '我們的系統連不上，上面的號碼照常有人接聽。',
  waysTitle: '您想怎麼開始？',
  call: { title: '現在就打電話', words: number => `請撥 ${number}，不必說姓名。` },
  book: { title: '預約時間', words: '電話、文字或視訊，時間由您決定。' },
  callback: { title: '請我們回電', words: '留下電話，輪到您就打給您。' },
  manage: '查看、改期或取消我的預約',
  breathe: '先靜一分鐘，只要呼吸',
  promiseTitle: '在您開口之前',
  promise: {
    name: ['您的姓名', '我們不問。'],
    contact: days => ['聯絡方式', `您願意才留，談完後第 ${days} 天結束時刪除。`],
    words: ['您寫的話', '只有您的諮詢員看得到。'],
    limits: ['例外', '有生命危險，或有孩子正受傷害時，我們可能必須通知救護或警方。'],
  },
  promiseMore: '您寫下的內容會怎麼處理',
}

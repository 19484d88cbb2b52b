import type { Texts } from '../texts.ts'

export const home: Texts['home'] = {
  open: '有人在，您慢慢说。',
  closed: '现在没有人值班。',
  unseen: '暂时看不到线路的情况。',
  waiting: people => (people === 0 ? '现在没有人排队。' : `前面有 ${people} 位在等。`),
  range: (from, to) => (to <= 1 ? '一分钟内应该就有人接。' : `大约要等 ${from} 到 ${to} 分钟。`),
  rangeUnknown: '要等多久，现在还说不准。',
  nextOpening: when => `${when} 之前没有人。`,
  nextUnknown: '下次什么时候有人，还没有定。',
  meanwhile: '您可以先约个时间，或让我们回电。',
  unseenHelp: '我们的系统连不上，上面的号码照常有人接。',
  waysTitle: '您想怎么开始？',
  call: { title: '现在就打电话', words: number => `拨 ${number}，不用说名字。` },
  book: { title: '约个时间', words: '电话、文字或视频，时间由您选。' },
  callback: { title: '让我们回电', words: '留个号码，轮到您就打给您。' },
  manage: '查看、改期或取消我的预约',
  breathe: '先静一分钟，只管呼吸',
  promiseTitle: '在您开口之前',
  promise: {
    name: ['您的名字', '我们不问。'],
    contact: days => ['联系方式', `您愿意才留，谈完后第 ${days} 天结束时删除。`],
    words: ['您写的话', '只有您的咨询员能看到。'],
    limits: ['例外', '生命危急，或有孩子正受伤害时，我们可能要通知急救或警察。'],
  },
  promiseMore: '您写下的内容会怎样',
}

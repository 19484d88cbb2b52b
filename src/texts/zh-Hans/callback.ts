import type { Texts } from '../texts.ts'

export const callback: Texts['callback'] = {
  title: '请回电给我',
  heading: '打哪个号码找您？',
  honest: {
    soon: (people, range) => `${people}${range}`,
    closed: when => `${when} 之前没有人，之后打给您。`,
    unknown: '什么时候能打，现在还说不准。',
  },
  kept: days => `号码只有打给您的咨询员看得到，最迟 ${days} 天后删除。`,
  phone: '电话号码',
  phoneHint: '如果别人也会接这个电话，最好换一个。',
  language: '用哪种语言谈？',
  age: '想谈谈的人多大年纪？',
  ageFault: '请选一项，“说不准”也可以。',
  button: '请打给我',
  expired: '这一页打开太久了。内容都还在，请再按一次按钮。',
  doneHeading: '我们会打给您',
  place: place => `您排在第 ${place} 位。`,
  called: '我们打过了，或正在和您通话。',
  range: (from, to) => (to <= 1 ? '一分钟内会打给您。' : `大约 ${from} 到 ${to} 分钟后打给您。`),
  rangeUnknown: '要等多久还说不准，您的位置会一直留着。',
  unseen: '您的位置留着。前面有几位，暂时看不到。',
  doneNumber: '来电显示的号码，您可能不认识。',
  doneLong: (minutes, number) =>
    minutes === 0 ? `您也可以随时拨打 ${number}。` : `如果超过 ${minutes} 分钟，您也可以拨打 ${number}。`,
  doneMissed: number => `没接到也没关系，您可以拨 ${number}。`,
  again: '同一张表之前提交过别的号码，以那一次为准。',
}

import type { Texts } from '../texts.ts'

export const callback: Texts['callback'] = {
  title: '請回電給我',
  heading: '打哪支電話找您？',
  honest: {
    soon: (people, range) => `${people}${range}`,
    closed: when => `${when} 以前沒有人，之後再打給您。`,
    unknown: '什麼時候能打，現在還說不準。',
  },
  kept: days => `號碼只有打給您的諮詢員看得到，最晚 ${days} 天後刪除。`,
  phone: '電話號碼',
  phoneHint: '如果別人也會接這支電話，最好換一支。',
  language: '想用哪種語言談？',
  age: '想談談的人是什麼年紀？',
  ageFault: '請選一項，「不確定」也可以。',
  button: '請打給我',
  expired: '這一頁開得太久了。內容都還在，請再按一次按鈕。',
  doneHeading: '我們會打給您',
  place: place => `您排在第 ${place} 位。`,
  called: '我們打過了，或正在和您通話。',
  range: (from, to) => (to <= 1 ? '一分鐘內會打給您。' : `大約 ${from} 到 ${to} 分鐘後打給您。`),
  rangeUnknown: '要等多久還說不準，您的位置會一直留著。',
  unseen: '您的位置留著。前面有幾位，暫時看不到。',
  doneNumber: '來電顯示的號碼，您可能不認得。',
  doneLong: (minutes, number) =>
    minutes === 0 ? `您也可以隨時撥打 ${number}。` : `如果超過 ${minutes} 分鐘，您也可以撥打 ${number}。`,
  doneMissed: number => `沒接到也沒關係，您可以撥 ${number}。`,
  again: '同一張表單先前送出過別的號碼，以那一次為準。',
}

import type { PhoneText } from '../en/phone.ts'

export const phone: PhoneText = {
  wait: (ahead, minutes) => {
    if (ahead === 0 && minutes && minutes.to <= 1) return '請稍候，馬上有人接聽。'
    const people = ahead === 0 ? '下一位就是您。' : `您前面還有 ${ahead} 位。`
    const wait = minutes ? `大概要等 ${minutes.from} 到 ${minutes.to} 分鐘。` : ''
    return `${people}${wait}請不要掛斷。`
  },
  callback: (numbers, before) =>
    `${nobody(before)}如果您願意，我們會回電給您。如果有危險，請撥打 ${numbers.join('，或 ')}。`,
  also: (text, province) => `${text}您也可以撥打 ${province}，那裡服務全省。`,
  promised: () => '好的，我們會盡快回電給您。您可以掛斷了。',
  numbers: (numbers, before) => `${nobody(before)}請撥打 ${numbers.join('，或 ')}。`,
}

function nobody(before: string | null) {
  return before ? `${before} 以前沒有人。` : '現在沒有人能接聽。'
}

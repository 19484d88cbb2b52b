import type { PhoneText } from '../en/phone.ts'

export const phone: PhoneText = {
  wait: (ahead, minutes) => {
    if (ahead === 0 && minutes && minutes.to <= 1) return '请稍等，马上有人接听。'
    const people = ahead === 0 ? '下一位就是您。' : `您前面还有 ${ahead} 位。`
    const wait = minutes ? `大约要等 ${minutes.from} 到 ${minutes.to} 分钟。` : ''
    return `${people}${wait}请不要挂断。`
  },
  callback: (numbers, before) =>
    `${nobody(before)}如果您愿意，我们会给您回电话。如果有危险，请拨打 ${numbers.join('，或者 ')}。`,
  also: (text, province) => `${text}您也可以拨打 ${province}，那里全省都能接听。`,
  promised: () => '好的，我们会尽快给您回电话。您可以挂断了。',
  numbers: (numbers, before) => `${nobody(before)}请拨打 ${numbers.join('，或者 ')}。`,
}

function nobody(before: string | null) {
  return before ? `${before} 之前没有人。` : '现在没有人能接听。'
}

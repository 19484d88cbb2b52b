import type { demo as english } from '../en/demo.ts'

/** The page of a demo's letters. */
export const demo: typeof english = {
  letters: '示範信件',
  lead: '示範不會寄出任何信件。最近的信都在這裡，重新啟動後清空。',
  none: '還沒有信件。請先留信箱預約一次，再回來看。',
  to: '收件人',
  calendar: '附有行事曆時間。',
}

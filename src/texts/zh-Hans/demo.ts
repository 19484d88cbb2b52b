import type { demo as english } from '../en/demo.ts'

/** The page of a demo's letters. */
export const demo: typeof english = {
  letters: '演示信件',
  lead: '演示不会寄出任何信件。最近的信都在这里，重新启动后清空。',
  none: '还没有信件。请先留邮箱预约一次，再回来看。',
  to: '收件人',
  calendar: '附有日历时间。',
}

import type { pressure as english } from '../en/pressure.ts'

/** What is said while a great many requests come in. */
export const pressure: typeof english = {
  wait: (seconds, number) =>
    `現在送出的人特別多。請等 ${seconds} 秒，再按一次按鈕。您填的內容都還在。不能等的話，請撥打 ${number}。`,
  again: { title: '請稍候', kept: '您填的內容都還在。', button: '再試一次', callback: '請我們回電' },
  later: number =>
    `現在送出的人太多，這一份暫時還輪不到。請過十分鐘再按一次，您填的內容都還在。不能等的話，請撥打 ${number}。`,
}

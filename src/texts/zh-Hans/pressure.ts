import type { pressure as english } from '../en/pressure.ts'

/** What is said while a great many requests come in. */
export const pressure: typeof english = {
  wait: (seconds, number) =>
    `现在提交的人特别多。请等 ${seconds} 秒，再按一次按钮。您填的内容都还在。等不及，请拨打 ${number}。`,
  again: { title: '请稍等', kept: '您填的内容都还在。', button: '再试一次', callback: '请我们回电' },
  later: number =>
    `现在提交的人太多，暂时轮不到这一份。请过十分钟再按一次，您填的内容都还在。等不及，请拨打 ${number}。`,
}

import type { start as english } from '../en/start.ts'

/** What the terminal shows when the service has started. */
export const start: typeof english = {
  running: '心线已经启动',
  callers: '求助者',
  counselors: '咨询员',
  coordinators: '负责人',
  people: '演示人员，在这里选',
  letters: '演示信件',
  line: '演示电话线路',
  data: '数据与密钥',
  end: '按 Ctrl+C 结束',
  waiting: '数据库还没有回应。页面会先显示求助电话，我们继续尝试。',
  portTaken: port => `端口 ${port} 已被占用。请用 PORT 换一个，或先结束占用它的程序。`,
  wrong: '这些设置需要修改：',
  failed: why => `心线没能启动：${why}`,
}

import type { Texts } from '../texts.ts'

export const signIn: Texts['signIn'] = {
  title: '登录',
  lead: '这里是工作人员的入口。',
  forCallers: '想找人说说？您不需要账号。',
  toCallers: '前往来电者页面',
  mail: '您的邮箱',
  mailHint: '就是收到邀请的那个，我们把登录码发给您。',
  send: '发送登录码',
  haveCode: '我已经有登录码',
  codeTitle: '请输入登录码',
  sent: mail => `如果 ${mail} 是团队成员的邮箱，登录码已在路上。10 分钟内有效。`,
  code: '登录码',
  codeHint: '信里的六位数字，或邀请信里的八位邀请码。',
  enter: '登录',
  again: '重新发送',
  other: '换一个邮箱',
  demo: {
    title: '试一试',
    lead: '这是演示，请选一个身份进去看看。姓名都是虚构的。',
    as: name => `以 ${name} 登录`,
    sees: {
      counselor: '上线值班，接听来电，进行预约的咨询。',
      coordinator: '看今天的情况，排班，邀请成员，看统计。',
      operator: '登记从普通电话打进来的来电。',
    },
    others: '其他咨询员',
    byMail: '或用登录码登录',
  },
}

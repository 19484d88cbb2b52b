import type { Texts } from '../texts.ts'

export const looks: Texts['looks'] = {
  title: '谁看过什么',
  lead: '谁在什么时候打开、导出或查看过什么。这里不写看到的内容，也没有人能悄悄改动。',
  link: '谁看过什么',
  columns: { at: '时间', who: '谁', did: '做了什么', about: '代码' },
  none: '还没有人看过什么。',
  older: '更早的',
  did: {
    'open contact': '打开了自己来访者的联系方式',
    'ask for contact in emergency': '紧急申请查看联系方式',
    'allow contact in emergency': '紧急批准查看联系方式',
    'refuse contact in emergency': '未批准紧急查看联系方式',
    'open contact in emergency': '紧急查看了联系方式',
    'look at routing': '查看了派单经过',
    'take out counts': '导出了运行统计',
    'take out release': '导出了发布的统计',
    'take out report': '导出了工作报表',
    'look at access log': '看过这一页',
  },
}

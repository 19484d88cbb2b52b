import type { Texts } from '../texts.ts'

export const staff: Texts['staff'] = {
  header: {
    pages: '工作页面',
    signedInAs: '已登录：',
    names: {
      '/queue': '接听',
      '/calls': '来电',
      '/shifts': '排班',
      '/counts': '统计',
      '/outreach': '宣教',
      '/people': '成员',
    },
  },
}

import type { Texts } from '../texts.ts'

export const staff: Texts['staff'] = {
  header: {
    pages: '工作頁面',
    signedInAs: '目前登入：',
    names: {
      '/queue': '接聽',
      '/calls': '來電',
      '/shifts': '班表',
      '/counts': '統計',
      '/outreach': '宣導',
      '/people': '成員',
    },
  },
}

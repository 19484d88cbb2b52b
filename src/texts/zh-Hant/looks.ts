import type { Texts } from '../texts.ts'

export const looks: Texts['looks'] = {
  title: '誰看過什麼',
  lead: '誰在什麼時候開啟、匯出或查看過什麼。這裡不寫看到的內容，也沒有人能暗中更改。',
  link: '誰看過什麼',
  columns: { at: '時間', who: '誰', did: '做了什麼', about: '代碼' },
  none: '還沒有人看過什麼。',
  older: '更早的',
  did: {
    'open contact': '開啟了自己來談者的聯絡方式',
    'ask for contact in emergency': '緊急申請查看聯絡方式',
    'allow contact in emergency': '緊急核准查看聯絡方式',
    'refuse contact in emergency': '未核准緊急查看聯絡方式',
    'open contact in emergency': '緊急查看了聯絡方式',
    'look at routing': '查看了派單經過',
    'take out counts': '匯出了營運統計',
    'take out release': '匯出了發布的統計',
    'take out report': '匯出了工作報表',
    'look at access log': '看過這一頁',
  },
}

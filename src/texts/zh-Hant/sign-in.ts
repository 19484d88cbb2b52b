import type { Texts } from '../texts.ts'

export const signIn: Texts['signIn'] = {
  title: '登入',
  lead: '這裡是工作夥伴的入口。',
  forCallers: '想找人談談？您不需要帳號。',
  toCallers: '前往求助者頁面',
  mail: '您的電子信箱',
  mailHint: '收到邀請的那一個，我們會把驗證碼寄給您。',
  send: '寄驗證碼給我',
  haveCode: '我已經有驗證碼',
  codeTitle: '請輸入驗證碼',
  sent: mail => `如果 ${mail} 是團隊夥伴的信箱，驗證碼已經寄出，10 分鐘內有效。`,
  code: '驗證碼',
  codeHint: '信裡的六位數字，或邀請信裡的八碼邀請碼。',
  enter: '登入',
  again: '重新寄送',
  other: '換一個信箱',
  demo: {
    title: '試用看看',
    lead: '這是示範，請選一個身分進去看看。姓名都是虛構的。',
    as: name => `以 ${name} 登入`,
    sees: {
      counselor: '上線值班、接聽來電、進行預約的諮詢。',
      coordinator: '看今天的狀況、排班、邀請夥伴、看統計。',
      operator: '登記從一般電話打進來的來電。',
    },
    others: '其他諮詢員',
    byMail: '或用驗證碼登入',
  },
}

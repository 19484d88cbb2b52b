import type { Texts } from '../texts.ts'

export const waiting: Texts['waiting'] = {
  late: {
    title: '可能會晚一點開始',
    words: '諮詢員還在陪另一位說話，我們不會打斷。接著就輪到您。',
    nearest: '若想換個時間，最近的有：',
  },
  letters: {
    delayed: ({ when, address }) => ({
      subject: '您的時間可能會晚一點',
      text: `您好：

您的時間可能會晚一點開始：${when}。
時間一直幫您留著，您不需要做任何事。

想換個時間，請開啟 ${address} ，輸入您的接續碼。
`,
    }),
    timeOpened: ({ when, address, until }) => ({
      subject: '有時段空出來了',
      text: `您好：

有時段空出來了：${when}。

先約到的人先得，請開啟 ${address} 。

不合適也沒關係，不必理會這封信。
${until} 以後，我們會刪除這個電子信箱。
`,
    }),
  },
  list: {
    title: '有空檔時通知我',
    invite: '沒有合適的？有時段空出來，我們寫信告訴您。',
    heading: '哪幾天您方便？',
    honest: most => `等最久的人，最先收到信。時段不會保留，先約到的人先得。最多寄 ${most} 封信。`,
    kept: '電子信箱加密保存，只用來寄這封信。最後一天過完就刪除。',
    from: '從哪一天起',
    to: '到哪一天為止（含當天）',
    mail: '電子信箱',
    mailHint: '信裡只寫「有時段空出來了」。',
    button: '寫信通知我',
    doneHeading: '有時段空出來，我們寫信給您',
    done: when => `到 ${when} 為止，之後刪除您的電子信箱。`,
    again: '同一張表單先前送出過，以那一次為準。',
  },
}

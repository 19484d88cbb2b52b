import type { Texts } from '../texts.ts'

export const waiting: Texts['waiting'] = {
  late: {
    title: '可能会晚一点开始',
    words: '咨询员还在陪另一位说话，我们不打断。接着就轮到您。',
    nearest: '如果想换个时间，最近的有：',
  },
  letters: {
    delayed: ({ when, address }) => ({
      subject: '您的时间可能晚一点',
      text: `您好：

您的时间可能会晚一点开始：${when}。
时间一直给您留着，您什么都不用做。

想换个时间，请打开 ${address} ，输入您的接续码。
`,
    }),
    timeOpened: ({ when, address, until }) => ({
      subject: '有时间空出来了',
      text: `您好：

有时间空出来了：${when}。

先约到的人先得，请打开 ${address} 。

不合适也没关系，不用理会。
${until} 之后，我们会删除这个邮箱。
`,
    }),
  },
  list: {
    title: '有空时间告诉我',
    invite: '没有合适的？有时间空出来，我们写信告诉您。',
    heading: '哪几天您方便？',
    honest: most => `等得最久的人，最先收到信。时间不会预留，先约到的人先得。最多写 ${most} 封信。`,
    kept: '邮箱加密保存，只用来写这封信。最后一天过完就删除。',
    from: '从哪天起',
    to: '到哪天为止（含当天）',
    mail: '邮箱',
    mailHint: '信里只写“有时间空出来了”。',
    button: '写信告诉我',
    doneHeading: '有时间空出来，我们写信给您',
    done: when => `到 ${when} 为止，之后删除您的邮箱。`,
    again: '同一张表之前提交过，以那一次为准。',
  },
}

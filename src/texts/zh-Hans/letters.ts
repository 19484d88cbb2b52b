import type { LettersText } from '../en/letters.ts'

const change = (address: string) => `想查看或更改，请打开 ${address} ，输入您的接续码。`

/** Every letter in simplified Chinese; neutral towards whoever else may read it. */
export const letters: LettersText = {
  confirmation: ({ when, address }) => ({
    subject: '您的时间已订好',
    text: `您好：

您的时间已订好：${when}。

附件可以加进您的日历，加不加都行。

${change(address)}
`,
  }),
  reminder: ({ when, address }) => ({
    subject: '您的时间快到了',
    text: `您好：

提醒您订好的时间：${when}。

如果不方便了，没关系，可以改。
${change(address)}
`,
  }),
  cancellation: ({ when, address }) => ({
    subject: '您的时间已取消',
    text: `您好：

您原定的时间已取消：${when}。
您什么都不用做。

想另约时间，请打开 ${address} 。
用您的接续码，还能查到这一次。
`,
  }),
  moved: ({ when, address }) => ({
    subject: '您的时间已改好',
    text: `您好：

您的新时间：${when}。
原来的时间不再算数。

${change(address)}
`,
  }),
  invitation: ({ service, partner, code, address, until }) => ({
    subject: `邀请您加入${service}`,
    text: `您好：

${partner}邀请您加入${service}。
谢谢您愿意拿出自己的时间。

您的邀请码：${code}

请用这个邮箱和邀请码登录：
${address}

邀请码只能用一次，${until} 前有效。
如果您不知道这件事，请不用理会。
`,
  }),
  signInCode: ({ service, code, minutes }) => ({
    subject: `${service}的登录验证码`,
    text: `您的登录验证码：${code}

${minutes} 分钟内有效，只能用一次。
请不要告诉任何人，我们也不会向您要。

如果您没有在登录，请不用理会这封信。
也请告诉您的负责人。
`,
  }),
  uncoveredHours: ({ service, when, address }) => ({
    subject: `${service}：有时段没有人值班`,
    text: `您好：

这段时间，有一种需要的语言没有人：
${when}

请到这里排班，或把时间留给愿意来的人：
${address}
`,
  }),
  coverAsked: ({ service, when, address }) => ({
    subject: `${service}：您能代一个班吗？`,
    text: `您好：

有位同事来不了：
${when}

如果您能代班，请到这里说一声：
${address}
谁先答应就是谁的。不方便的话，不用理会。
`,
  }),
  coverFound: ({ service, when, address }) => ({
    subject: `${service}：您的班有人代了`,
    text: `您好：

您的这个班已有人接下，您不用来了：
${when}

您的其他班次：
${address}
`,
  }),
  coverageGap: ({ service, when, address }) => ({
    subject: `${service}：排班有空档`,
    text: `您好：

排班刚有变动，有些时间会没有人接应：
${when}

每一段空档都列在这里：
${address}
`,
  }),
  swapAsked: ({ service, when, address }) => ({
    subject: `${service}：您愿意换个班吗？`,
    text: `您好：

有位同事想换您的这个班：
${when}

换哪个班、换不换，请到这里看：
${address}
您答应之前，什么都不会变。
`,
  }),
  swapAccepted: ({ service, when, address }) => ({
    subject: `${service}：您的班换好了`,
    text: `您好：

对方答应换班了，从现在起您值这个班：
${when}

您的全部班次：
${address}
`,
  }),
  shiftReminder: ({ when, address }) => ({
    subject: '您的时间快到了',
    text: `您好：

提醒您安排好的时间：
${when}

如果来不了，请到这里找人代：
${address}
`,
  }),
  emergencyAsked: ({ service, when, address }) => ({
    subject: `${service}：现在需要第二个人`,
    text: `您好：

有位督导需要第二个人来批准。
请在这段时间内处理：${when}

查看原因、决定是否批准：
${address}
拿不准时，请先打电话给这位督导。
`,
  }),
  emergencyOpened: ({ service, when, address }) => ({
    subject: `${service}：紧急情况下已打开`,
    text: `您好：

有人可能有生命危险，而当时联系不上您。
两位同事打开了您一位来访者留下的联系方式：
${when}

是谁、为什么，都有记录。
请给您的督导打个电话。您的接听页面：
${address}
`,
  }),
  calendar: {
    summary: '您的时间',
    description: ({ address }) => change(address),
  },
}

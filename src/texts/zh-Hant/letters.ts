import type { LettersText } from '../en/letters.ts'

const change = (address: string) => `要查看或更改，請開啟 ${address} ，輸入您的接續碼。`

/** Every letter in traditional Chinese, for readers in Taiwan and Hong Kong; neutral towards whoever else may read it. */
export const letters: LettersText = {
  confirmation: ({ when, address }) => ({
    subject: '您的時間已約好',
    text: `您好：

您的時間已約好：${when}。

附件可以加到您的行事曆，不加也沒關係。

${change(address)}
`,
  }),
  reminder: ({ when, address }) => ({
    subject: '您的時間快到了',
    text: `您好：

提醒您約好的時間：${when}。

若臨時不方便，沒關係，可以再改。
${change(address)}
`,
  }),
  cancellation: ({ when, address }) => ({
    subject: '您的時間已取消',
    text: `您好：

您原本的時間已取消：${when}。
您不需要再做任何事。

想另約時間，請開啟 ${address} 。
輸入您的接續碼，仍可查到這一次。
`,
  }),
  moved: ({ when, address }) => ({
    subject: '您的時間已改好',
    text: `您好：

您的新時間：${when}。
原本的時間就不算了。

${change(address)}
`,
  }),
  invitation: ({ service, partner, code, address, until }) => ({
    subject: `邀請您加入${service}`,
    text: `您好：

${partner}邀請您加入${service}。
謝謝您願意付出自己的時間。

您的邀請碼：${code}

請用這個電子信箱和邀請碼登入：
${address}

邀請碼只能用一次，${until} 以前有效。
若您不清楚這件事，請不必理會這封信。
`,
  }),
  signInCode: ({ service, code, minutes }) => ({
    subject: `${service}的登入驗證碼`,
    text: `您的登入驗證碼：${code}

${minutes} 分鐘內有效，只能用一次。
請不要告訴任何人，我們也不會向您索取。

若您並未登入，請不必理會這封信。
也請告訴您的負責人。
`,
  }),
  uncoveredHours: ({ service, when, address }) => ({
    subject: `${service}：有時段沒有人值班`,
    text: `您好：

這段時間，有一種需要的語言沒有人：
${when}

請到這裡排班，或把時間開放給願意來的人：
${address}
`,
  }),
  coverAsked: ({ service, when, address }) => ({
    subject: `${service}：您能代一個班嗎？`,
    text: `您好：

有位夥伴無法到班：
${when}

如果您能代班，請到這裡告訴我們：
${address}
先答應的人代這個班。不方便的話，不必理會。
`,
  }),
  coverFound: ({ service, when, address }) => ({
    subject: `${service}：您的班有人代了`,
    text: `您好：

您的這個班已有人接下，您不必到班：
${when}

您的其他班次：
${address}
`,
  }),
  coverageGap: ({ service, when, address }) => ({
    subject: `${service}：班表有空檔`,
    text: `您好：

班表剛有變動，有些時間會沒有人可以接應：
${when}

每一段空檔都列在這裡：
${address}
`,
  }),
  swapAsked: ({ service, when, address }) => ({
    subject: `${service}：您願意換個班嗎？`,
    text: `您好：

有位夥伴想換您的這個班：
${when}

對方要拿哪個班來換，請到這裡看：
${address}
在您答應以前，什麼都不會變。
`,
  }),
  swapAccepted: ({ service, when, address }) => ({
    subject: `${service}：您的班換好了`,
    text: `您好：

對方答應換班了，從現在起您值這個班：
${when}

您的所有班次：
${address}
`,
  }),
  shiftReminder: ({ when, address }) => ({
    subject: '您的時間快到了',
    text: `您好：

提醒您排定的時間：
${when}

若無法到，請到這裡找人代：
${address}
`,
  }),
  emergencyAsked: ({ service, when, address }) => ({
    subject: `${service}：現在需要第二個人`,
    text: `您好：

有位督導需要第二個人來核准。
請在這段時間內處理：${when}

查看原因、決定是否核准：
${address}
若不確定，請先打電話給這位督導。
`,
  }),
  emergencyOpened: ({ service, when, address }) => ({
    subject: `${service}：緊急情況下已開啟`,
    text: `您好：

有人可能有生命危險，而當時聯絡不到您。
兩位夥伴開啟了您一位來談者留下的聯絡方式：
${when}

是誰、為什麼，都有紀錄。
請打電話給您的督導。您的接聽頁面：
${address}
`,
  }),
  calendar: {
    summary: '您的時間',
    description: ({ address }) => change(address),
  },
}

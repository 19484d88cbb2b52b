import type { Texts } from '../texts.ts'

export const account: Texts['account'] = {
  title: '我的登录方式',
  link: '登录方式',
  lead: '您用什么登录，在哪些设备上登录着。',
  joining: {
    title: '设置登录方式',
    lead: '信里的码只能带您进来这一次。请选好以后怎么登录。',
    home: '前往我的页面',
  },
  passkeys: {
    title: '通行密钥',
    what: '就是设备的指纹、面容或锁屏密码。不用输入，也偷不走。',
    name: '给它起个名字',
    nameHint: '方便您认出来，比如“我的手机”。',
    add: '添加通行密钥',
    rename: '保存名字',
    renameOf: name => `${name} 的名字`,
    remove: '删除',
    removeOf: name => `删除 ${name}`,
    made: when => `${when} 添加`,
    used: when => `${when} 用过`,
    neverUsed: '还没用过',
    synced: '存在您的账号里，多台设备可用',
    single: '只存在一台设备里',
    noScript: '通行密钥需要浏览器脚本。没有脚本，可以用验证器。',
    failed: address => `没有成功，请再试一次。通行密钥只在 ${address} 可用，验证器在哪里都能用。`,
  },
  app: {
    title: '验证器应用',
    what: '手机上的应用，每半分钟显示一个新的六位验证码，没有网络也能用。',
    since: when => `${when} 设置。`,
    begin: '设置验证器',
    again: '换一个验证器',
    remove: '删除验证器',
    steps: '三步完成',
    step1: '在验证器里选择“手动输入密钥”。',
    step2: '输入下面的密钥，它只在这里显示一次。',
    step3: '输入验证器显示的验证码。',
    key: '密钥',
    kind: '基于时间，六位数字。',
    open: '在这台设备上打开验证器',
    code: '验证器上的验证码',
    confirm: '确认',
    back: '先不设置，返回',
  },
  recovery: {
    title: '恢复码',
    what: '设备丢了的时候用：加上邮件里的码，每个能登录一次。',
    left: n => `还剩 ${n} 个。`,
    make: '换十个新的',
    makeHint: '旧的会全部失效。',
    shownTitle: '您的恢复码',
    shown: '只在这里显示一次。请抄下来或打印，和设备分开放。',
    done: '我已经抄好了',
  },
  signIns: {
    title: '正在登录的设备',
    here: '这一台',
    made: when => `${when} 登录`,
    seen: when => `${when} 还在用`,
    end: '退出',
    endOf: (device, when) => `退出 ${when} 登录的 ${device}`,
    endOthers: '退出其他所有设备',
    only: '没有其他设备。',
  },
  devices: {
    iphone: 'iPhone',
    ipad: 'iPad',
    android: '安卓设备',
    windows: 'Windows 电脑',
    mac: 'Mac 电脑',
    linux: 'Linux 电脑',
    other: '其他设备',
  },
  prove: {
    title: '是您本人吗？',
    contact: '查看来电者留下的内容之前，请确认是您本人。',
    account: '更改登录方式之前，请确认是您本人。',
    passkey: '用通行密钥',
    code: '验证器上的验证码',
    enter: '确认',
    demo: '是我（演示）',
    nothing: '您还没有通行密钥，也没有验证器。',
    setUp: '去设置',
    signInAgain: '也可以退出后重新登录。',
  },
  said: {
    passkey_added: '通行密钥已添加。',
    passkey_removed: '通行密钥已删除。',
    renamed: '名字已保存。',
    app_added: '验证器已设置好。',
    app_removed: '验证器已删除。',
    ended: '那台设备已退出。',
    others_ended: '其他设备都已退出。',
    proven: '谢谢，请继续。',
    recovered: '您已登录，其他设备都已退出。请删除丢失的，再设置新的。',
  },
  letters: {
    recovered: ({ service, address }) => ({
      subject: `${service}：您用恢复码登录了`,
      text: `您好：

刚刚有人用邮件里的码和恢复码，以您的身份登录。
您在其他设备上都已退出。

如果是您本人，什么都不用做。
如果不是您，请马上告诉负责人，并查看：
${address}
`,
    }),
  },
}

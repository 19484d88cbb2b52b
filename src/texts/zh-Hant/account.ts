import type { Texts } from '../texts.ts'

export const account: Texts['account'] = {
  title: '我的登入方式',
  link: '登入方式',
  lead: '您用什麼登入，目前在哪些裝置上登入。',
  joining: {
    title: '設定登入方式',
    lead: '信裡的代碼只能帶您進來這一次。請選好以後怎麼登入。',
    home: '前往我的頁面',
  },
  passkeys: {
    title: '密碼金鑰',
    what: '就是裝置的指紋、臉部辨識或螢幕鎖。不必輸入，也偷不走。',
    name: '幫它取個名字',
    nameHint: '方便您辨認，例如「我的手機」。',
    add: '新增密碼金鑰',
    rename: '儲存名字',
    renameOf: name => `${name} 的名字`,
    remove: '移除',
    removeOf: name => `移除 ${name}`,
    made: when => `${when} 新增`,
    used: when => `${when} 用過`,
    neverUsed: '還沒用過',
    synced: '存在您的帳號裡，多台裝置可用',
    single: '只存在一台裝置裡',
    noScript: '密碼金鑰需要瀏覽器的指令碼。沒有的話，可以用驗證器。',
    failed: address => `沒有成功，請再試一次。密碼金鑰只能在 ${address} 使用，驗證器到處都能用。`,
  },
  app: {
    title: '驗證器 App',
    what: '手機上的 App，每半分鐘顯示一組新的六位驗證碼，沒有網路也能用。',
    since: when => `${when} 設定。`,
    begin: '設定驗證器',
    again: '換一個驗證器',
    remove: '移除驗證器',
    steps: '三個步驟',
    step1: '在驗證器裡選擇「手動輸入金鑰」。',
    step2: '輸入下面的金鑰，只在這裡顯示一次。',
    step3: '輸入驗證器顯示的驗證碼。',
    key: '金鑰',
    kind: '依時間產生，六位數字。',
    open: '在這台裝置上開啟驗證器',
    code: '驗證器上的驗證碼',
    confirm: '確認',
    back: '先不設定，返回',
  },
  recovery: {
    title: '復原碼',
    what: '裝置遺失時使用：加上信裡的驗證碼，每組能登入一次。',
    left: n => `還有 ${n} 組。`,
    make: '換十組新的',
    makeHint: '舊的會全部失效。',
    shownTitle: '您的復原碼',
    shown: '只在這裡顯示一次。請抄下或列印，和裝置分開收好。',
    done: '我已經抄好了',
  },
  signIns: {
    title: '目前登入的裝置',
    here: '這一台',
    made: when => `${when} 登入`,
    seen: when => `${when} 還在使用`,
    end: '登出',
    endOf: (device, when) => `登出 ${when} 登入的 ${device}`,
    endOthers: '登出其他所有裝置',
    only: '沒有其他裝置。',
  },
  devices: {
    iphone: 'iPhone',
    ipad: 'iPad',
    android: 'Android 裝置',
    windows: 'Windows 電腦',
    mac: 'Mac 電腦',
    linux: 'Linux 電腦',
    other: '其他裝置',
  },
  prove: {
    title: '是您本人嗎？',
    contact: '查看對方留下的內容之前，請確認是您本人。',
    account: '更改登入方式之前，請確認是您本人。',
    passkey: '使用密碼金鑰',
    code: '驗證器上的驗證碼',
    enter: '確認',
    demo: '是我（示範）',
    nothing: '您還沒有密碼金鑰，也沒有驗證器。',
    setUp: '前往設定',
    signInAgain: '也可以登出後重新登入。',
  },
  said: {
    passkey_added: '密碼金鑰已新增。',
    passkey_removed: '密碼金鑰已移除。',
    renamed: '名字已儲存。',
    app_added: '驗證器已設定好。',
    app_removed: '驗證器已移除。',
    ended: '那台裝置已登出。',
    others_ended: '其他裝置都已登出。',
    proven: '謝謝，請繼續。',
    recovered: '您已登入，其他裝置都已登出。請移除遺失的，再設定新的。',
  },
  letters: {
    recovered: ({ service, address }) => ({
      subject: `${service}：您用復原碼登入了`,
      text: `您好：

剛剛有人用信裡的驗證碼和復原碼，以您的身分登入。
您在其他裝置上都已登出。

如果是您本人，不需要做任何事。
如果不是您，請立刻告訴負責人，並查看：
${address}
`,
    }),
  },
}

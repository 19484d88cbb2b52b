import type { cli as english } from '../en/cli.ts'

/** What the command line says, except for the doctor. */
export const cli: typeof english = {
  help: [
    'heartline 指令',
    '',
    '  doctor [--online] [--lang zh|hant|en]   哪裡正常，哪裡要修',
    '  migrate                                 把資料庫升級到最新結構',
    '  seed                                    為示範填入人員和班次',
    '  invite --name 姓名 --mail 信箱 --role 角色   邀請工作人員，顯示一次性代碼',
    '         [--partner 單位] [--languages zh,en] [--modes phone,text,video]',
    '  keys                                    有哪些每日金鑰，是哪天產生的',
    '  replay 檔案 [--database-url 位址]       把一段紀錄重播一遍',
    '  help                                    本頁',
    '',
    '沒有設定 DATABASE_URL 時，使用 DATA_DIR（.data）裡的資料庫，服務是否在執行都可以。',
  ],
  unknown: name => `沒有「${name}」這個指令。可用的有：`,
  missing: name => `這裡沒有安裝「${name}」指令。`,
  needs: options => `還需要：${options}`,
  migrated: version => `資料庫已是最新結構，版本 ${version}。`,
  seeded: people => `示範已有 ${people} 人，和往後十天的班次。`,
  onlyDemo: '只有示範才填入虛構人員。這裡不是示範，沒有變動。',
  invited: (name, until) => `已邀請${name}。一次性代碼，有效到 ${until}：`,
  noKeys: '還沒有每日金鑰。服務啟動時會產生。',
  keyAge: (day, madeOn) => `${day} 結束後銷毀，產生於 ${madeOn}`,
  replayed: (done, lines) => `共 ${lines} 行，完成 ${done} 行。`,
  lineFault: (line, why) => `第 ${line} 行：${why}`,
  replaying: '這個資料庫上已有一次重播在進行，請等它結束。',
  unreadable: file => `讀不到檔案 ${file}。`,
  problem: sentence => `沒有成功：${sentence}`,
}

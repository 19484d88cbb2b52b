import type { cli as english } from '../en/cli.ts'

/** What the command line says, except for the doctor. */
export const cli: typeof english = {
  help: [
    'heartline 命令',
    '',
    '  doctor [--online] [--lang zh|hant|en]   哪里正常，哪里要修',
    '  migrate                                 把数据库升级到最新结构',
    '  seed                                    为演示填入人员和班次',
    '  invite --name 姓名 --mail 邮箱 --role 角色   邀请工作人员，显示一次性代码',
    '         [--partner 单位] [--languages zh,en] [--modes phone,text,video]',
    '  keys                                    有哪些每日密钥，是哪天做的',
    '  replay 文件 [--database-url 地址]       把一段记录重放一遍',
    '  help                                    本页',
    '',
    '没有设置 DATABASE_URL 时，使用 DATA_DIR（.data）里的数据库，服务是否在运行都可以。',
  ],
  unknown: name => `没有“${name}”这个命令。可用的有：`,
  missing: name => `这里没有安装“${name}”命令。`,
  needs: options => `还需要：${options}`,
  migrated: version => `数据库已是最新结构，版本 ${version}。`,
  seeded: people => `演示已有 ${people} 人，和今后十天的班次。`,
  onlyDemo: '只有演示才填入虚构人员。这里不是演示，没有改动。',
  invited: (name, until) => `已邀请${name}。一次性代码，有效到 ${until}：`,
  noKeys: '还没有每日密钥。服务启动时会生成。',
  keyAge: (day, madeOn) => `${day} 结束后销毁，生成于 ${madeOn}`,
  replayed: (done, lines) => `共 ${lines} 行，完成 ${done} 行。`,
  lineFault: (line, why) => `第 ${line} 行：${why}`,
  replaying: '这个数据库上已有一次重放在进行，请等它结束。',
  unreadable: file => `读不到文件 ${file}。`,
  problem: sentence => `没有成功：${sentence}`,
}

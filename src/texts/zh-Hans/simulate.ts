import type { simulate as english } from '../en/simulate.ts'

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`

const mean = (calls: readonly number[]) =>
  Math.round((calls.reduce((sum, one) => sum + one, 0) / calls.length) * 10) / 10

/** What the simulation prints. */
export const simulate: typeof english = {
  wrongNumber: (option, from, to) => `${option} 请填 ${from} 到 ${to} 的数。`,
  wrongRoster: part => `“${part}”请写成 起-止:席位，如 22-6:2，钟点 0 到 24。`,
  wrongCalls: '--calls-per-hour 请填一个数，或用逗号隔开的 24 个数。',
  wrongShares: (option, isWhole) =>
    `${option} 请写成 zh:0.9,yue:0.1${isWhole ? '，合计为 1' : '，各在 0 到 1 之间'}。`,
  emptyRoster: '这些天没有排班。请先排班，或用 --seats 模拟。',
  oneOf: '--seats 和 --roster 只能填一个。',
  lead: (days, calls, seed, bands, partners) =>
    `${days} 天，来电 ${calls} 次（种子 ${seed}）。席位 ${bands
      .map(({ fromHour, toHour, seats }) => `${fromHour}–${toHour} 点 ${seats} 席`)
      .join('，')}；合作单位 ${partners} 家。`,
  leadOfRoster: of =>
    `本站排班：从 ${of.from} 起 ${of.days} 天，来电 ${of.received} 次（种子 ${of.seed}）。咨询员 ${of.people} 人，合作单位 ${of.partners} 家，班次 ${of.shifts} 个，已约咨询 ${of.sessions} 次。${of.hours} 小时中，${of.openHours} 小时有人值班。`,
  basis: {
    calls: (calls, days) => `各钟点来电：按近 ${days} 天的记录（${calls} 次）。`,
    usualCalls: byHour => `各钟点来电：记录太少，按每小时 ${mean(byHour)} 次和通常的曲线。`,
    minutes: minutes => `每次处理：按记录平均 ${minutes.toFixed(1)} 分钟。`,
    usualMinutes: '每次处理：记录太少，按其他热线的常见时长。',
    languages: '语言：按现有来电记录。',
    usualLanguages: '语言：来电记录太少，都按第一种算。',
  },
  share: (name, share) => `${name} ${percent(share)}`,
  assumed: {
    callers: shares => `假设来电者：${shares.join('，')}。`,
    times: (talk, wrapUp, patience, leaveNumber) =>
      `通话平均 ${talk.toFixed(1)} 分钟，小结 ${wrapUp} 分钟。愿等 ${patience} 分钟；等不及的，${percent(leaveNumber)} 留号码，其余挂断。`,
    counselors: (declined, missed, absent) =>
      `咨询员婉拒 ${percent(declined)} 的派单，错过 ${percent(missed)}；${percent(absent)} 的班次没人来。`,
    gone: (share, minutes) => `空闲时有 ${percent(share)} 的时间不打招呼离开页面，每次约 ${minutes} 分钟。`,
    sessions: (perShift, noShow, canceled, besides) =>
      `${besides ? '已约之外，' : ''}每班 ${perShift} 次咨询；${percent(canceled)} 取消，${percent(noShow)} 来访者未到。`,
    leaveOut: share => `${percent(share)} 的人不要某个单位，预约的也一样：不会转给那里的人。`,
  },
  ways: { router: '心线', apart: '各单位分开', ring_all: '一起响铃' },
  rows: {
    inTime: seconds => `${seconds} 秒内接听`,
    answered: '接听',
    abandoned: '等待中挂断',
    promised: '改留号码',
    reached: '  回拨接通',
    unreached: '  始终未接通',
    reachedWithin: '  接通用时 中位数 / 九成',
    stranded: '一度问遍无人',
    toldProvince: '已告知省级号码',
    median: '等待中位数',
    p90: '九成等待不超过',
    callsAnHour: '每值班小时接听（最少–最多）',
    busy: '在谈时间 %（最少–最多）',
    absent: '没人来的班次',
    gone: '离开页面的次数',
    kept: '预约咨询如期进行',
    onTime: '  准时（5 分钟内）',
    late: '  迟到（10 分钟内）',
    handedOn: '  提前转给空闲的咨询员',
    told: '  提前告知可能晚开始',
    lost: '  未成：咨询员在通话或没来',
    canceled: '  事先取消',
    noShow: '  来访者未到',
  },
  columns: {
    kind: '心线分类',
    calls: '来电',
    answered: '接听',
    promised: '改留号码',
    meanWait: '平均等待',
    longestWait: '最长',
  },
  notes: [
    '比例按全部来电计；等待按已接听的来电计。',
    '各单位分开：各接各的来电，先来先接，不分缓急。',
    '一起响铃：谁先拿起谁接；不管随后有没有咨询。',
  ],
  speed: calls => `每秒 CPU 模拟来电 ${calls} 次。`,
}

import type { simulate as english } from '../en/simulate.ts'

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`

const mean = (calls: readonly number[]) =>
  Math.round((calls.reduce((sum, one) => sum + one, 0) / calls.length) * 10) / 10

/** What the simulation prints. */
export const simulate: typeof english = {
  wrongNumber: (option, from, to) => `${option} 請填 ${from} 到 ${to} 的數字。`,
  wrongRoster: part => `「${part}」請寫成 起-迄:席位，例如 22-6:2，鐘點 0 到 24。`,
  wrongCalls: '--calls-per-hour 請填一個數字，或用逗號隔開的 24 個數字。',
  wrongShares: (option, isWhole) =>
    `${option} 請寫成 zh:0.9,yue:0.1${isWhole ? '，合計為 1' : '，各在 0 到 1 之間'}。`,
  emptyRoster: '這些日子沒有排班。請先排班，或用 --seats 模擬。',
  oneOf: '--seats 和 --roster 只能填一個。',
  lead: (days, calls, seed, bands, partners) =>
    `${days} 天，來電 ${calls} 通（種子 ${seed}）。席位 ${bands
      .map(({ fromHour, toHour, seats }) => `${fromHour}–${toHour} 點 ${seats} 席`)
      .join('，')}；合作單位 ${partners} 個。`,
  leadOfRoster: of =>
    `本站排班：從 ${of.from} 起 ${of.days} 天，來電 ${of.received} 通（種子 ${of.seed}）。諮詢員 ${of.people} 人，合作單位 ${of.partners} 個，班次 ${of.shifts} 個，已約諮詢 ${of.sessions} 次。${of.hours} 小時中，${of.openHours} 小時有人值班。`,
  basis: {
    calls: (calls, days) => `各鐘點來電：依近 ${days} 天的紀錄（${calls} 通）。`,
    usualCalls: byHour => `各鐘點來電：紀錄太少，以每小時 ${mean(byHour)} 通和通常的曲線計。`,
    minutes: minutes => `每通處理：依紀錄平均 ${minutes.toFixed(1)} 分鐘。`,
    usualMinutes: '每通處理：紀錄太少，以其他專線的常見時長計。',
    languages: '語言：依現有來電紀錄。',
    usualLanguages: '語言：來電紀錄太少，都以第一種計。',
  },
  share: (name, share) => `${name} ${percent(share)}`,
  assumed: {
    callers: shares => `假設來電者：${shares.join('，')}。`,
    times: (talk, wrapUp, patience, leaveNumber) =>
      `通話平均 ${talk.toFixed(1)} 分鐘，小結 ${wrapUp} 分鐘。願等 ${patience} 分鐘；等不及的，${percent(leaveNumber)} 留號碼，其餘掛斷。`,
    counselors: (declined, missed, absent) =>
      `諮詢員婉拒 ${percent(declined)} 的派單，錯過 ${percent(missed)}；${percent(absent)} 的班次沒人來。`,
    gone: (share, minutes) => `空閒時有 ${percent(share)} 的時間沒說一聲就離開頁面，每次約 ${minutes} 分鐘。`,
    sessions: (perShift, noShow, canceled, besides) =>
      `${besides ? '已約之外，' : ''}每班 ${perShift} 次諮詢；${percent(canceled)} 取消，${percent(noShow)} 預約者未到。`,
    leaveOut: share => `${percent(share)} 的人不要某個單位，預約的也一樣：不會轉給那裡的人。`,
  },
  ways: { router: '心線', apart: '各單位分開', ring_all: '同時響鈴' },
  rows: {
    inTime: seconds => `${seconds} 秒內接聽`,
    answered: '接聽',
    abandoned: '等候時掛斷',
    promised: '改留號碼',
    reached: '  回撥接通',
    unreached: '  始終未接通',
    reachedWithin: '  接通所需 中位數 / 九成',
    stranded: '一度問遍無人',
    toldProvince: '已告知省級號碼',
    median: '等候中位數',
    p90: '九成等候不超過',
    callsAnHour: '每值班小時接聽（最少–最多）',
    busy: '對談時間 %（最少–最多）',
    absent: '無人到班的班次',
    gone: '離開頁面的次數',
    kept: '預約諮詢如期進行',
    onTime: '  準時（5 分鐘內）',
    late: '  遲到（10 分鐘內）',
    handedOn: '  提前轉給空閒的諮詢員',
    told: '  事先告知可能晚開始',
    lost: '  未成：諮詢員在通話或沒到班',
    canceled: '  事先取消',
    noShow: '  預約者未到',
  },
  columns: {
    kind: '心線分類',
    calls: '來電',
    answered: '接聽',
    promised: '改留號碼',
    meanWait: '平均等候',
    longestWait: '最長',
  },
  notes: [
    '比例以全部來電計算；等候以已接聽的來電計算。',
    '各單位分開：各接各的來電，先來先接，不分緩急。',
    '同時響鈴：誰先接起就由誰接；不看隨後有沒有諮詢。',
  ],
  speed: calls => `每秒 CPU 模擬來電 ${calls} 通。`,
}

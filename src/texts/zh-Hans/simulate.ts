import type { simulate as english } from '../en/simulate.ts'

/** What the simulation prints. */
export const simulate: typeof english = {
  wrongNumber: (option, from, to) => `${option} 请填 ${from} 到 ${to} 的数。`,
  wrongRoster: part => `“${part}”请写成 起-止:席位，如 22-6:2，钟点 0 到 24。`,
  wrongCalls: '--calls-per-hour 请填一个数，或用逗号隔开的 24 个数。',
  oneOf: '--seats 和 --roster 只能填一个。',
  lead: (days, calls, seed, bands, partners) =>
    `${days} 天，来电 ${calls} 次（种子 ${seed}）。席位 ${bands
      .map(({ fromHour, toHour, seats }) => `${fromHour}–${toHour} 点 ${seats} 席`)
      .join('，')}；合作单位 ${partners} 家。`,
  ways: { router: '心线', apart: '各单位分开', ring_all: '一起响铃' },
  rows: {
    inTime: seconds => `${seconds} 秒内接听`,
    answered: '接听',
    abandoned: '等待中挂断',
    stranded: '一度问遍无人',
    median: '等待中位数',
    p90: '九成等待不超过',
    callsAnHour: '每值班小时接听（最少–最多）',
    busy: '在谈时间 %（最少–最多）',
    kept: '预约咨询如期进行',
    onTime: '  准时（5 分钟内）',
    late: '  迟到（10 分钟内）',
    handedOn: '  提前转给空闲的咨询员',
    lost: '  未成：咨询员还在通话',
    noShow: '  来访者未到',
  },
  notes: [
    '比例按全部来电计；等待按已接听的来电计。',
    '各单位分开：规则相同，但各接各的来电。',
    '一起响铃：谁先拿起谁接；不管随后有没有咨询。',
  ],
  speed: calls => `每秒 CPU 模拟来电 ${calls} 次。`,
}

import type { simulate as english } from '../en/simulate.ts'

/** What the simulation prints. */
export const simulate: typeof english = {
  wrongNumber: (option, from, to) => `${option} 請填 ${from} 到 ${to} 的數字。`,
  wrongRoster: part => `「${part}」請寫成 起-迄:席位，例如 22-6:2，鐘點 0 到 24。`,
  wrongCalls: '--calls-per-hour 請填一個數字，或用逗號隔開的 24 個數字。',
  oneOf: '--seats 和 --roster 只能填一個。',
  lead: (days, calls, seed, bands, partners) =>
    `${days} 天，來電 ${calls} 通（種子 ${seed}）。席位 ${bands
      .map(({ fromHour, toHour, seats }) => `${fromHour}–${toHour} 點 ${seats} 席`)
      .join('，')}；合作單位 ${partners} 個。`,
  ways: { router: '心線', apart: '各單位分開', ring_all: '同時響鈴' },
  rows: {
    inTime: seconds => `${seconds} 秒內接聽`,
    answered: '接聽',
    abandoned: '等候時掛斷',
    stranded: '一度問遍無人',
    median: '等候中位數',
    p90: '九成等候不超過',
    callsAnHour: '每值班小時接聽（最少–最多）',
    busy: '對談時間 %（最少–最多）',
    kept: '預約諮詢如期進行',
    onTime: '  準時（5 分鐘內）',
    late: '  遲到（10 分鐘內）',
    handedOn: '  提前轉給空閒的諮詢員',
    lost: '  未成：諮詢員仍在通話',
    noShow: '  預約者未到',
  },
  notes: [
    '比例以全部來電計算；等候以已接聽的來電計算。',
    '各單位分開：規則相同，但各接各的來電。',
    '同時響鈴：誰先接起就由誰接；不看隨後有沒有諮詢。',
  ],
  speed: calls => `每秒 CPU 模擬來電 ${calls} 通。`,
}

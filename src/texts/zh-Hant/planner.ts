import type { Texts } from '../texts.ts'

export const planner: Texts['planner'] = {
  title: '估算',
  lead: '看每個鐘點需要幾個人，來電才能及時接起，並與現有排班對照。',
  form: {
    week: '哪一週',
    weekHint: '填該週的任何一天',
    handling: '每通來電幾分鐘（含小結）',
    share: '要接起百分之幾的來電',
    within: '在幾秒之內',
    range: (least, most) => `${least} 到 ${most}`,
    calls: '一天中每個鐘點的來電數',
    basis: (calls, days) => `依近 ${days} 天的 ${calls} 通來電，取一天的平均。若預期不同，請自行更改。`,
    example: '來電紀錄還太少。這是傍晚較多的範例，請填入您的數字。',
    zero: '填 0 表示該鐘點不開線。',
    weekdays: '一週各天的來電，相當於平均一天的百分之幾',
    weekdaysHint: '平均一天填 100；多一半填 150。',
    hour: hour => `${hour} 點`,
    sentences: all => all.join(''),
    submit: '估算',
  },
  found: {
    title: '需要與已排的席位',
    enough: '這一週的排班，每個鐘點都夠。',
    short: '這些時段席位不足：',
    hours: (from, to) => `${from}–${to} 點`,
    weekdays: ['週一', '週二', '週三', '週四', '週五', '週六', '週日'],
    shortWeekdays: ['一', '二', '三', '四', '五', '六', '日'],
    days: names => names.join('、'),
    everyDay: '每天',
    missing: (hours, seats, days) => `${hours}，${days}缺 ${seats} 席`,
    total: (needed, planned) => `一週需要 ${needed} 席位小時，已排 ${planned}。`,
    toRoster: '開啟這一週的排班',
    chart: '一天中各鐘點的席位',
    chartWords: (hours, seats) => `${hours}需要最多：${seats} 席。各鐘點見下表。`,
    legend: { there: '需要且已排', missing: '還缺', spare: '多排' },
    grid: {
      title: '一週各鐘點',
      lead: '已排席位／需要席位。不足的格子有標記。',
      missing: seats => `（缺 ${seats} 席）`,
    },
    table: '各個鐘點',
    columns: {
      hour: '鐘點',
      calls: '來電',
      needed: '需要',
      planned: '已排',
      missing: '還缺',
      answered: seconds => `依此排班 ${seconds} 秒內接起`,
    },
    assumed:
      '每個鐘點取這一週最缺人的一天。以 Erlang C 公式計算：來電隨機，來電者願意等候。開線的鐘點至少兩席。',
    sharing: {
      title: '各單位合作，能多接多少',
      hour: (seats, partners, shared, apart) =>
        `最忙的鐘點需要 ${seats} 席。合在一起每小時能接 ${shared} 通；分給 ${partners} 個單位各接各的，只能接 ${apart} 通。`,
      week: (shared, apart) => `依這一週的排班，整週合接 ${shared} 通，分開 ${apart} 通。`,
      saved: (busiest, busiestApart, week, weekApart) =>
        `接上述來電，合在一起，最忙的鐘點需要 ${busiest} 席，一週需要 ${week} 席位小時。分開則需要 ${busiestApart} 席、${weekApart} 席位小時，一週多 ${weekApart - week}。`,
      how: (minutes, percent, seconds) => `每通 ${minutes} 分鐘，${percent}% 在 ${seconds} 秒內接起。`,
    },
  },
}

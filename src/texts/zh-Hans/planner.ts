import type { Texts } from '../texts.ts'

export const planner: Texts['planner'] = {
  title: '测算',
  lead: '看每个钟点要几个人，来电才能及时接起；再和现有排班对照。',
  form: {
    week: '哪一周',
    weekHint: '填这一周里任意一天',
    handling: '每次来电几分钟（含小结）',
    share: '要接起百分之几的来电',
    within: '在几秒之内',
    range: (least, most) => `${least} 到 ${most}`,
    calls: '一天中每个钟点的来电数',
    basis: (calls, days) => `按近 ${days} 天的 ${calls} 次来电，取一天的平均。预计不同的，请改。`,
    example: '来电记录还太少。这是傍晚较多的一个例子，请填您的数。',
    zero: '填 0 表示这个钟点不开线。',
    hour: hour => `${hour} 点`,
    sentences: all => all.join(''),
    submit: '测算',
  },
  found: {
    title: '需要和已排的席位',
    enough: '这一周的排班，每个钟点都够。',
    short: '这些时段席位不够：',
    hours: (from, to) => `${from}–${to} 点`,
    weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    days: names => names.join('、'),
    everyDay: '每天',
    missing: (hours, seats, days) => `${hours}，${days}缺 ${seats} 席`,
    total: (needed, planned) => `一天需要 ${needed} 席位小时；按各钟点人最少的一天算，已排 ${planned}。`,
    toRoster: '打开这一周的排班',
    chart: '一天中各钟点的席位',
    chartWords: (hours, seats) => `${hours}需要最多：${seats} 席。各钟点见下表。`,
    legend: { there: '需要且已排', missing: '还缺', spare: '多排' },
    table: '各个钟点',
    columns: {
      hour: '钟点',
      calls: '来电',
      needed: '需要',
      planned: '已排',
      missing: '还缺',
      answered: seconds => `照此排班 ${seconds} 秒内接起`,
    },
    assumed:
      '“已排”取这一周该钟点人最少的一天。按厄朗 C 公式计算：来电随机，来电者愿意等。开线的钟点至少两席。',
    sharing: {
      title: '各单位合在一起，能多接多少',
      hour: (seats, partners, shared, apart) =>
        `最忙的钟点需要 ${seats} 席。合在一起每小时能接 ${shared} 次；分给 ${partners} 家各接各的，只能接 ${apart} 次。`,
      week: (shared, apart) => `照这一周的排班，全周合接 ${shared} 次，分开 ${apart} 次。`,
      how: (minutes, percent, seconds) => `每次 ${minutes} 分钟，${percent}% 在 ${seconds} 秒内接起。`,
    },
  },
}

import type { Texts } from '../texts.ts'

// Chinese newspapers write 1780, without a comma.
const number = (count: number) => String(count)

export const counts: Texts['counts'] = {
  title: '统计',
  sentence: ({ callsAnswered, peopleHelped, outreachSessions, audience }) =>
    `热线接听来电 ${number(callsAnswered)} 次，共帮助 ${number(peopleHelped)} 人，举办宣教 ${number(outreachSessions)} 场次，覆盖 ${number(audience)} 人次。`,
  sentenceTitle: '一句话',
  copyHint: '点一下，即可选中整句。',
  otherLanguages: '其他语言的写法',
  period: '时间范围',
  presets: {
    today: '今天',
    yesterday: '昨天',
    this_week: '本周',
    last_week: '上周',
    this_month: '本月',
    last_month: '上月',
  },
  from: '从',
  to: '到（含当天）',
  by: '表格按',
  show: '查看',
  days: (from, to) => (from === to ? from : `${from} 至 ${to}`),
  zone: zone => `日期按时区 ${zone} 计`,
  groupings: { day: '日', hour: '一天中的小时', partner: '合作单位', total: '合计' },
  keys: { day: '日期', hour: '小时', partner: '合作单位', total: '范围' },
  name: '名称',
  none: '尚无单位',
  total: '全部时间',
  number,
  rate: share => `${(share * 100).toFixed(1)}%`,
  wait: seconds =>
    seconds < 60
      ? `${Math.round(seconds)} 秒`
      : Math.round(seconds) % 60 === 0
        ? `${Math.round(seconds) / 60} 分钟`
        : `${Math.floor(Math.round(seconds) / 60)} 分 ${Math.round(seconds) % 60} 秒`,
  nothing: '–',
  howCounted: '怎么算的',
  tileGroups: { calls: '来电', waits: '等待', sessions: '咨询', outreach: '宣教' },
  figures: {
    callsReceived: {
      label: '来电总数',
      meaning: '打进热线或由登记员录入的每个来电，按打进的时间计。重复通知只算一次。',
    },
    callsAnswered: { label: '接听', meaning: '有咨询员接起的来电，按打进的时间计。' },
    callsAbandoned: { label: '等待中挂断', meaning: '无人接起之前，来电者先挂断了。' },
    answerRate: {
      label: '接听率',
      meaning:
        '接听数除以来电总数。无人能接的来电，既不算接听也不算挂断。来电接起前不属于任何单位，所以不按单位计算。',
    },
    medianWaitSeconds: {
      label: '等待中位数（秒）',
      meaning: '从打进到接起，一半的来电等了这么久或更短。',
    },
    p90WaitSeconds: { label: '九成等待不超过（秒）', meaning: '十个接听的来电里，九个等了这么久或更短。' },
    callbacksPromised: { label: '约定回拨', meaning: '答应给来电者回拨，按约定的时间计。' },
    callbacksKept: { label: '已回拨', meaning: '咨询员已经回拨，按约定的时间计。' },
    bookingsMade: { label: '预约', meaning: '按提交预约的时间计。' },
    bookingsCanceled: { label: '取消预约', meaning: '按取消的时间计，不论由谁取消。' },
    sessionsHeld: {
      label: '完成咨询',
      meaning: '真正进行了的预约咨询，按开始的时间计。未到和取消的不算。',
    },
    peopleHelped: {
      label: '帮助人数',
      meaning: '咨询员在小结里填写的人数。谈过话的默认算一人，其他默认不算。',
    },
    outreachSessions: { label: '宣教场次', meaning: '直播、电视、微信群、讲座和宣传材料，按举办的时间计。' },
    audience: { label: '覆盖人次', meaning: '宣教覆盖的人次，按记录计。同一人参加两次算两次。' },
  },
  receivedOf: received => `来电共 ${received} 次`,
  empty: {
    title: '这几天还没有记录。',
    words: '来电、咨询和宣教一有记录，就会出现在这里。',
    all: (from, to) => `查看全部记录：${from} 至 ${to}`,
  },
  charts: {
    calls: { day: '每日来电', week: '每周来电', month: '每月来电' },
    callsWords: (received, answered, abandoned) =>
      `来电 ${received} 次：接听 ${answered} 次，等待中挂断 ${abandoned} 次。数字见下表。`,
    most: (label, count) => `最多的是 ${label}，${count} 次。`,
    hours: '来电在几点',
    hoursWords: hour => `${Number(hour)} 点到 ${Number(hour) + 1} 点来电最多。`,
    waits: '要等多久',
    waitsWords: (hour, wait) => `${Number(hour)} 点到 ${Number(hour) + 1} 点等得最久，中位数 ${wait}。`,
    answered: '接听',
    abandoned: '等待中挂断',
    unanswered: '无人接起',
    median: '等待中位数',
    p90: '九成等待不超过',
    hour: '一天中的小时',
  },
  table: by => `数字（按${by}）`,
  csv: '下载 CSV 表格',
  print: '本页可直接打印在 A4 纸上。',
  releases: {
    title: '大家为什么来电',
    lead: '只发布已结束的月份和其中各周，全部热线合在一起。发布后不再改动。',
    why: '1 至 4 的数字从不公布，免得有人被认出。若能由此推算，也会隐去一个较大的数字，所以“未公布”不等于少。一周要等到当月结束；跨月的周不单独公布。',
    choose: '周或月',
    open: '查看',
    none: '还没有已结束的月份。月底过后，记录去除可识别信息，就会发布。',
    withheld: '未公布',
    withheldNote: '“未公布”是为了保护来电者，说明见上。',
    count: '人次',
    mentions: '提及次数',
    total: '全部人次',
    mentionsNote: '一次来电可以有几类问题，所以提及次数之和不等于人次。',
    month: name => `${Number(name.slice(0, 4))} 年 ${Number(name.slice(5))} 月`,
    week: name => `${Number(name.slice(0, 4))} 年第 ${Number(name.slice(6))} 周`,
    tables: {
      problem: '问题类型',
      riskAnswer: '危机程度',
      ageBand: '年龄',
      territory: '责任片区',
      ending: '如何结束',
    },
    unknownPlace: '不清楚',
  },
}

import type { Texts } from '../texts.ts'

const number = (count: number) => String(count)

export const counts: Texts['counts'] = {
  title: '統計',
  sentence: ({ callsAnswered, peopleHelped, outreachSessions, audience }) =>
    `熱線接聽來電 ${number(callsAnswered)} 次，共協助 ${number(peopleHelped)} 人，舉辦宣導 ${number(outreachSessions)} 場次，觸及 ${number(audience)} 人次。`,
  sentenceTitle: '一句話',
  copyHint: '點一下，就能選取整句。',
  otherLanguages: '其他語言的寫法',
  period: '期間',
  presets: {
    today: '今天',
    yesterday: '昨天',
    this_week: '本週',
    last_week: '上週',
    this_month: '本月',
    last_month: '上個月',
  },
  from: '從',
  to: '到（含當天）',
  by: '表格依',
  show: '查看',
  days: (from, to) => (from === to ? from : `${from} 至 ${to}`),
  zone: zone => `日期以 ${zone} 時區為準`,
  groupings: { day: '日', hour: '一天中的小時', partner: '合作單位', total: '合計' },
  keys: { day: '日期', hour: '小時', partner: '合作單位', total: '期間' },
  name: '名稱',
  none: '尚無單位',
  total: '整段期間',
  number,
  rate: share => `${(share * 100).toFixed(1)}%`,
  wait: seconds =>
    seconds < 60
      ? `${Math.round(seconds)} 秒`
      : Math.round(seconds) % 60 === 0
        ? `${Math.round(seconds) / 60} 分鐘`
        : `${Math.floor(Math.round(seconds) / 60)} 分 ${Math.round(seconds) % 60} 秒`,
  nothing: '–',
  howCounted: '怎麼算的',
  tileGroups: { calls: '來電', waits: '等待', sessions: '諮詢', outreach: '宣導' },
  figures: {
    callsReceived: {
      label: '來電總數',
      meaning: '打進專線或由登記員輸入的每通來電，依打進的時間計。重複通知只算一次。',
    },
    callsAnswered: { label: '接聽', meaning: '有諮詢員接起的來電，依打進的時間計。' },
    callsAbandoned: { label: '等候時掛斷', meaning: '還沒有人接起，來電者就先掛斷了。' },
    answerRate: {
      label: '接聽率',
      meaning:
        '接聽數除以來電總數。沒有人能接的來電，不算接聽也不算掛斷。來電接起前不屬於任何單位，因此不依單位計算。',
    },
    medianWaitSeconds: {
      label: '等候中位數（秒）',
      meaning: '從打進到接起，有一半的來電等了這麼久或更短。',
    },
    p90WaitSeconds: { label: '九成等候不超過（秒）', meaning: '每十通接聽的來電，有九通等了這麼久或更短。' },
    callbacksPromised: { label: '約定回電', meaning: '答應回電給來電者，依約定的時間計。' },
    callbacksKept: { label: '已回電', meaning: '諮詢員已經回電，依約定的時間計。' },
    bookingsMade: { label: '預約', meaning: '依送出預約的時間計。' },
    bookingsCanceled: { label: '取消預約', meaning: '依取消的時間計，不論由誰取消。' },
    sessionsHeld: {
      label: '完成諮詢',
      meaning: '實際進行的預約諮詢，依開始的時間計。未赴約與取消的不算。',
    },
    peopleHelped: {
      label: '協助人數',
      meaning: '諮詢員在紀錄中填寫的人數。談過話的預設算一人，其他預設不算。',
    },
    outreachSessions: { label: '宣導場次', meaning: '直播、電視、通訊群組、講座與文宣，依舉辦的時間計。' },
    audience: { label: '觸及人次', meaning: '宣導觸及的人次，依紀錄計。同一人參加兩次算兩次。' },
  },
  receivedOf: received => `來電共 ${received} 次`,
  empty: {
    title: '這幾天還沒有紀錄。',
    words: '來電、諮詢和宣導一有紀錄，就會出現在這裡。',
    all: (from, to) => `查看全部紀錄：${from} 至 ${to}`,
  },
  charts: {
    calls: { day: '每日來電', week: '每週來電', month: '每月來電' },
    callsWords: (received, answered, abandoned) =>
      `來電 ${received} 次：接聽 ${answered} 次，等候時掛斷 ${abandoned} 次。數字見下表。`,
    most: (label, count) => `最多的是 ${label}，${count} 次。`,
    hours: '來電都在幾點',
    hoursWords: hour => `${Number(hour)} 點到 ${Number(hour) + 1} 點來電最多。`,
    waits: '要等多久',
    waitsWords: (hour, wait) => `${Number(hour)} 點到 ${Number(hour) + 1} 點等最久，中位數 ${wait}。`,
    answered: '接聽',
    abandoned: '等候時掛斷',
    unanswered: '無人接起',
    median: '等候中位數',
    p90: '九成等候不超過',
    hour: '一天中的小時',
  },
  table: by => `數字（依${by}）`,
  csv: '下載 CSV 表格',
  print: '本頁可直接列印成 A4。',
  releases: {
    title: '大家為什麼來電',
    lead: '只公布已結束的月份與其中各週，全部專線合計。公布後不再更動。',
    why: '1 至 4 的數字一律不公布，以免有人被認出。若能由此推算，也會略去一個較大的數字，所以「未公布」不代表少。一週要等當月結束；跨月的週不單獨公布。',
    choose: '週或月',
    open: '查看',
    none: '還沒有已結束的月份。月底過後，紀錄去除可辨識資訊，就會公布。',
    withheld: '未公布',
    withheldNote: '「未公布」是為了保護來電者，說明見上。',
    count: '人次',
    mentions: '提及次數',
    total: '全部人次',
    mentionsNote: '一次來電可能有幾類問題，因此提及次數的總和不等於人次。',
    month: name => `${Number(name.slice(0, 4))} 年 ${Number(name.slice(5))} 月`,
    week: name => `${Number(name.slice(0, 4))} 年第 ${Number(name.slice(6))} 週`,
    tables: {
      problem: '問題類型',
      riskAnswer: '危機程度',
      ageBand: '年齡',
      territory: '責任區',
      ending: '如何結束',
    },
    unknownPlace: '不清楚',
  },
}

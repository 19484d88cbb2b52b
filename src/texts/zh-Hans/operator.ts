import type { Texts } from '../texts.ts'

export const operator: Texts['operator'] = {
  title: '来电',
  typeIn: '有电话打进来',
  typeInHow: '按一下对方说的语言，就登记好了。',
  age: '年龄（听得出来的话）',
  line: '线路',
  noLine: '不属于任何线路',
  press: language => `登记：${language}`,
  registered: '已登记，正在找咨询员。',
  nothingAsked: '请不要问姓名和号码。来电者的事一概不记。',
  waiting: '正在等候',
  none: '现在没有人在等。',
  unanswered: '无人能接',
  columns: { waited: '已等候', language: '语言', channel: '来自', state: '状态' },
  channels: { phone: '热线电话', typed: '手工登记', callback: '约好的回拨' },
  states: {
    waiting: '等候空闲的咨询员',
    offered: '正在派给咨询员',
    unanswered: '暂时没有人能接',
    broken: '答应了回拨，但没打出去。号码已经删除',
    abandoned: '对方已挂断',
  },
  whatToDo: number =>
    `请告诉对方：现在没有人空闲，${number} 昼夜有人接听。再请负责人增派人手；排队位置会保留。`,
  whatToDoCallback: '请负责人增派人手。这个回拨的位置会保留。',
  whatToDoAbandoned: '这通电话已无法补救。请告诉负责人这个时段缺人。',
  live: '列表会自动更新。',
  renew: '更新列表',
  lost: '连接断了，列表可能不是最新的。恢复后会自动更新。',
}

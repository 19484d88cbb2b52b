import type { Texts } from '../texts.ts'

export const roster: Texts['roster'] = {
  links: {
    label: '排班的更多内容',
    week: '一周班表',
    seats: '所需席位',
  },
  soon: spans => `未来 24 小时里，这些时段有语言没有人：${spans}。`,
  short: (language, planned, required) => `${language} ${planned}/${required}`,
  seats: {
    title: '所需席位',
    lead: '每个钟点、每种语言需要几位咨询员，天天如此。某种语言没有人时，班表会写明。我们会提前 24 小时写信告诉负责人。',
    table: '每小时各语言所需席位',
    hour: '钟点',
    field: (language, hour) => `${language}，${hour}`,
    submit: '保存',
    saved: '已保存。班表现在按这个来看。',
  },
}

import type { Ending } from '../../domain/coverage-proof.ts'
import type { MarkedClass } from '../../domain/routing-contacts.ts'
import type { Because, WhyNot } from '../../domain/routing-explanation.ts'
import type { ContactClass, Qualification, Requirement } from '../../domain/routing-terms.ts'
import type { Reach } from '../../domain/routing-widening.ts'

type Step = 'offered' | 'unanswered' | 'accepted' | 'declined' | 'expired' | 'withdrawn'

/** Who was asked and why, what would happen, and how every contact of the next days ends. */
type Routing = {
  title: string
  lead: string
  recent: {
    title: string
    none: string
    code: string
    came: string
    by: string
    table: string
    link: (code: string) => string
  }
  one: {
    title: (code: string) => string
    back: string
    none: string
    others: string
    further: (count: number) => string
    nobodyElse: string
  }
  dry: {
    title: string
    lead: string
    day: string
    time: string
    language: string
    class: string
    submit: string
    asked: string
    notAsked: string
    nobody: string
    from: (moment: string) => string
    answer: (when: string, language: string, of: string) => string
  }
  proof: {
    title: string
    lead: (days: number, lines: string) => string
    noGap: string
    gaps: (minutes: number) => string
    checked: (moment: string) => string
    table: string
    class: string
    more: (count: number) => string
    share: (percent: string) => string
    spans: (count: number) => string
  }
  ends: Record<Ending, string>
  endsIn: Record<Ending, (number: string) => string>
  steps: Record<Step, (name: string) => string>
  because: Record<Because, string>
  whyNot: Record<WhyNot, string>
  reaches: Record<Reach, (number: string) => string>
  classes: Record<ContactClass, string>
  marks: { label: string; none: string } & Record<MarkedClass, string>
  returnCode: { label: string; hint: string }
  standing: {
    title: (name: string) => string
    link: (name: string) => string
    lead: string
    held: string
    qualifications: Record<Qualification, string>
    until: Record<Requirement, string>
    noEnd: string
    submit: string
    saved: string
    back: string
  }
}

const preferences = {
  only_one: 'nobody else could be asked',
  named_by_code: 'the return code names this person',
  own_territory: 'responsible for the place it came from',
  idle_longer: 'free for longer',
  fewer_this_week: 'fewer calls this week, free equally long',
  as_good: 'equal in everything; the order of the list',
}

export const routing: Routing = {
  title: 'Who was asked, and why',
  lead: 'For each contact: whom it was put to, and why not to the others. Nothing of the caller stands here.',
  recent: {
    title: 'Recent contacts',
    none: 'Routing has had nothing to decide yet.',
    code: 'Code',
    came: 'Came',
    by: 'By',
    table: 'Recent contacts by time and code',
    link: code => `Why, for ${code}`,
  },
  one: {
    title: code => `Contact ${code}`,
    back: 'All recent contacts',
    none: 'Routing has decided nothing for this contact yet.',
    others: 'Why not the others',
    further: count => `${count} more were on duty.`,
    nobodyElse: 'Nobody else was on duty.',
  },
  dry: {
    title: 'What would happen?',
    lead: 'Answered by the rules that route calls, with the people who are planned for that minute.',
    day: 'Day',
    time: 'Time',
    language: 'Language',
    class: 'Kind of contact',
    submit: 'Show',
    asked: 'Asked, in this order',
    notAsked: 'Planned then, but not asked',
    nobody: 'Nobody is planned for that minute.',
    from: moment => `The earliest call back: ${moment}.`,
    answer: (when, language, of) => `${when}, ${language}, ${of}:`,
  },
  proof: {
    title: 'No dead end',
    lead: (days, lines) =>
      `Every minute of the next ${days} days, by the rules that route calls. It holds for each line (${lines}).`,
    noGap: 'Every contact ends with a person, a call back that can be kept, or a number.',
    gaps: minutes => `Minutes in which a contact ends nowhere: ${minutes}`,
    checked: moment => `Checked: ${moment}.`,
    table: 'How contacts end, by language and kind',
    class: 'Kind of contact',
    more: count => `and ${count} more`,
    share: percent => `${percent} % of minutes`,
    spans: count => `When nobody answers at once (${count})`,
  },
  ends: { person: 'A person', callback: 'Call back', number: 'A number', nowhere: 'Nowhere' },
  endsIn: {
    person: () => 'A counselor is asked.',
    callback: () => 'Nobody is there. The caller is promised a call back that can be kept.',
    number: number => `Nobody is there. The caller is told the number ${number}.`,
    nowhere: () => 'A dead end: nobody is there, and no number is named.',
  },
  steps: {
    offered: name => `Put to ${name}`,
    unanswered: () => 'Nobody could be asked',
    accepted: name => `${name} took it`,
    declined: name => `${name} passed it on`,
    expired: name => `${name} did not answer in time`,
    withdrawn: name => `Taken back from ${name}`,
  },
  because: preferences,
  whyNot: {
    ...preferences,
    only_one: 'not asked',
    named_by_code: 'the return code names somebody else',
    own_territory: 'responsible for another place',
    idle_longer: 'free for less long',
    fewer_this_week: 'more calls this week',
    earlier_contact: 'asked for the contact before',
    not_free: 'not free',
    not_present: 'page not open',
    in_session: 'in a session',
    session_soon: 'session about to begin',
    callback_before_session: 'call-back too long before the session',
    resting: 'resting',
    calls_enough: 'enough calls in this duty',
    qualification_lapsed: 'qualification not in force',
    training_lapsed: 'training not in force',
    insurance_lapsed: 'insurance not in force',
    supervision_lapsed: 'supervision not in force',
    language: 'other languages',
    qualification: 'not qualified for this contact',
    partner_left_out: 'of a partner that was left out',
    beyond_reach: 'of another place or partner; not yet widened',
    already_asked: 'passed it on in this duty',
  },
  reaches: {
    territory: () => 'Own place',
    city: () => 'Whole city',
    any_partner: () => 'Any partner',
    province: number => `Any partner, and the number ${number}`,
  },
  classes: {
    danger_now: 'In danger now',
    child: 'A child',
    promised_callback: 'A promised call back',
    front_line_medical: 'Front-line medical staff',
    everyone: 'Everyone',
  },
  marks: {
    label: 'Does it need to go first?',
    none: 'No',
    danger_now: 'In danger now',
    front_line_medical: 'Front-line medical staff',
  },
  returnCode: {
    label: 'Return code',
    hint: 'Only if the caller has one: the same counselor is asked first.',
  },
  standing: {
    title: name => `What ${name} may be asked for`,
    link: name => `What ${name} may be asked for`,
    lead: 'Calls go by this at once. The day after the last one, no call is put to this person.',
    held: 'Qualified for',
    qualifications: { minors: 'Children and young people', high_risk: 'Contacts of high risk' },
    until: {
      qualification: 'Qualification, last day',
      training: 'Training, last day',
      insurance: 'Insurance, last day',
      supervision: 'Supervision, last day',
    },
    noEnd: 'Empty means without end.',
    submit: 'Save',
    saved: 'Saved.',
    back: 'All people',
  },
}

import type {
  AgeBand,
  CallEnding,
  CallKind,
  ConversationLanguage,
  Mode,
  NotAskedReason,
  OutreachMedium,
  PartnerKind,
  PresentingProblem,
  Referral,
  RiskAnswer,
  SessionEnding,
  StaffRole,
} from '../../domain/codes.ts'

/** The names under which the closed lists of domain/codes.ts are shown; a code without a name does not compile. */
export type Labels = {
  callKinds: Record<CallKind, string>
  problems: Record<PresentingProblem, string>
  riskAnswers: Record<RiskAnswer, string>
  notAskedReasons: Record<NotAskedReason, string>
  endings: Record<CallEnding | SessionEnding, string>
  referrals: Record<Referral, string>
  ageBands: Record<AgeBand, string>
  modes: Record<Mode, string>
  languages: Record<ConversationLanguage, string>
  media: Record<OutreachMedium, string>
  partnerKinds: Record<PartnerKind, string>
  roles: Record<StaffRole, string>
}

export const labels: Labels = {
  callKinds: {
    counseling: 'Counseling',
    practical_help: 'Practical help',
    silent: 'Silent call',
    nuisance: 'Nuisance call',
    wrong_number: 'Wrong number',
    test: 'Test call',
  },
  problems: {
    health: 'Health',
    mental_illness: 'Mental illness',
    mood: 'Mood',
    sexuality: 'Sexuality',
    love: 'Love',
    marriage: 'Marriage',
    family: 'Family',
    parenting: 'Raising children',
    relationships: 'Getting on with others',
    study_work: 'Study or work',
    emergency_event: 'Epidemic or emergency',
    practical: 'Practical hardship',
    other: 'Something else',
  },
  riskAnswers: {
    none: 'No danger',
    low: 'Low',
    medium: 'Medium',
    high: 'High',
    not_asked: 'Not asked',
  },
  notAskedReasons: {
    caller_left: 'The caller left first',
    third_party: 'The call was about somebody else',
    not_a_conversation: 'There was no conversation',
    other: 'Another reason',
  },
  endings: {
    completed: 'Completed',
    caller_left: 'The caller left',
    transferred: 'Transferred',
    broken_off: 'Broken off',
    technical: 'Technical fault',
    no_show: 'Did not come',
    canceled_early: 'Canceled in good time',
    canceled_late: 'Canceled at short notice',
    canceled_by_counselor: 'Canceled by the counselor',
  },
  referrals: { made: 'Referred', not_needed: 'Not needed', refused: 'Declined' },
  ageBands: {
    under_14: 'Under 14',
    age_14_17: '14 to 17',
    adult: 'Adult',
    senior: 'Older adult',
    unknown: 'Unknown',
  },
  modes: { phone: 'Phone', text: 'Text', video: 'Video' },
  languages: { zh: 'Mandarin', yue: 'Cantonese', en: 'English' },
  media: {
    livestream: 'Livestream',
    tv: 'TV or radio',
    chat_group: 'Chat group',
    lecture: 'Lecture',
    print: 'Print',
    other: 'Other',
  },
  partnerKinds: {
    health: 'Health',
    medical_school: 'Medical school',
    police: 'Police',
    youth_league: 'Youth league',
    civil_affairs: 'Civil affairs',
    education: 'Education',
    womens_federation: 'Women’s federation',
    other: 'Other',
  },
  roles: {
    counselor: 'Counselor',
    supervisor: 'Supervisor',
    coordinator: 'Coordinator',
    operator: 'Operator',
  },
}

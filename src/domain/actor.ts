/** Who acts. Made by a door, never by a route; a verb names the kinds that it serves. */
export type CallerActor = { kind: 'caller' }
export type LineActor = { kind: 'line'; line: string }
export type CounselorActor = { kind: 'counselor'; personId: string; partnerId: string; name: string }
export type CoordinatorActor = { kind: 'coordinator'; personId: string; name: string }
export type OperatorActor = { kind: 'operator'; personId: string; name: string }
/** Clinical: reads why somebody was asked, never who called. */
export type SupervisorActor = { kind: 'supervisor'; personId: string; name: string }
export type StaffActor = CounselorActor | CoordinatorActor | OperatorActor | SupervisorActor
/** Time itself (the tick), the command line, and the demo's seed. */
export type SystemActor = { kind: 'system' }
export type Actor = CallerActor | LineActor | StaffActor | SystemActor

/**
 * The numbers of PostgreSQL's advisory locks, each of which says who may do something alone. Any numbers serve, as
 * long as no two are alike: so they stand together.
 */
export const advisoryKeys = {
  /** brings the schema up to date */
  migrate: 5_212_356,
  /** decides who is free and who is offered what */
  dispatch: 5_212_357,
  /** plays another time into this database */
  replay: 5_212_358,
  /** tells the waiting list of open times */
  waitingList: 5_212_361,
  /** sums up a day of tallies */
  rollUp: 5_212_362,
  /** writes one counselor's rows of the ledger; the number stands in its migration too */
  ledger: 5_212_363,
  /** chains lines of the access log */
  audit: 5_212_364,
  /** freezes releases */
  releases: 5_212_365,
  /** promises a call back to one number */
  callback: 5_212_366,
} as const

/** What can be booked: for the pages and the API. It stands in db/, because booking itself answers with it too. */
export { type BookableTime, nearestOpenTimes, openTimes } from '../db/open-times.ts'

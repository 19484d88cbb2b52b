/** What the choice among free counselors looks at; sessions still open or held, canceled ones left out. */
export type Choice = { id: string; sessionsThatWeek: number; lastSessionAt?: Date | null }

/**
 * Whom to ask first: fewest sessions in the week of the new one, then longest since the last session before it
 * (never counts as longest), then by id, so that equal cases come out the same everywhere.
 */
export function inOrderOfChoice(choices: readonly Choice[]): string[] {
  const last = ({ lastSessionAt }: Choice) => lastSessionAt?.getTime() ?? Number.NEGATIVE_INFINITY
  return [...choices]
    .sort(
      (a, b) =>
        a.sessionsThatWeek - b.sessionsThatWeek ||
        (last(a) === last(b) ? 0 : last(a) - last(b)) ||
        (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id)
}

/** Whole seconds that a call had waited at an instant; never negative. */
export function waitedSeconds({ arrivedAt }: { arrivedAt: Date }, at: Date): number {
  return Math.max(0, Math.round((at.getTime() - arrivedAt.getTime()) / 1000))
}

import { isoWithOffset } from '../../domain/time.ts'

/** The wall time to the second, '09:00:20': steps of routing follow each other within a minute. */
export function clockWithSeconds(at: Date, zone: string): string {
  return isoWithOffset(at, zone).slice(11, 19)
}

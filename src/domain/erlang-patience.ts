import { type Demand, erlangB, type Forecast } from './erlang.ts'

/**
 * Erlang A (M/M/s+M, Palm 1946): as Erlang C, but callers hang up when their patience, exponential with this mean,
 * runs out. It holds at any load, above all seats too. Waits end by an answer or by hanging up.
 */
export function erlangA(
  { callsAnHour, handlingMinutes }: Demand,
  seats: number,
  patienceMinutes: number,
): Forecast {
  const [arrive, end, leave] = [callsAnHour / 3600, 1 / (handlingMinutes * 60), 1 / (patienceMinutes * 60)]
  if (arrive === 0) return { waitShare: 0, abandonedShare: 0, meanWaitSeconds: 0, answeredWithin: () => 1 }
  const { logAllBusy, queueing, queued } = line(arrive, end, leave, seats)
  return {
    waitShare: queueing,
    abandonedShare: (queued * leave) / arrive,
    meanWaitSeconds: queued / arrive,
    answeredWithin: seconds => {
      if (seats === 0) return 0
      // The wait that a caller without end would find has this density (Baccelli and Hébuterne 1981); one who has
      // waited so long is still there with the factor of `leave`.
      const answeredAt = (wait: number) =>
        Math.log(seats * end) +
        logAllBusy -
        (arrive / leave) * Math.expm1(-leave * wait) -
        (seats * end + leave) * wait
      const likeliest = Math.max(0, Math.log(arrive / (seats * end + leave)) / leave)
      let far = 1 / (seats * end + leave)
      while (answeredAt(likeliest + far) > answeredAt(likeliest) - 40) far *= 2
      const to = Math.min(seconds, likeliest + far)
      return Math.min(1, 1 - queueing + integral(wait => Math.exp(answeredAt(wait)), to))
    },
  }
}

/**
 * The steady line: logarithm of the share of time in which exactly all seats are taken, the share with nobody free,
 * and the mean number who wait. Weights are relative to exactly all seats taken, and scaled down before they overflow.
 */
function line(arrive: number, end: number, leave: number, seats: number) {
  let weight = 1
  let free = 1 / erlangB(arrive / end, seats) - 1
  let [busy, waiting, logScale] = [1, 0, 0]
  for (let queue = 1; weight * (queue + 1) > 1e-16 * (free + busy + waiting); queue++) {
    weight *= arrive / (seats * end + queue * leave)
    busy += weight
    waiting += weight * queue
    if (weight > 1e200) {
      logScale += Math.log(1e200)
      weight *= 1e-200
      free *= 1e-200
      busy *= 1e-200
      waiting *= 1e-200
    }
  }
  const all = free + busy
  return { logAllBusy: -logScale - Math.log(all), queueing: busy / all, queued: waiting / all }
}

/** Simpson's rule over [0, to]; the density is smooth, and has gone before `to`. */
function integral(density: (at: number) => number, to: number) {
  const steps = 2000
  const width = to / steps
  let sum = density(0) + density(to)
  for (let step = 1; step < steps; step++) sum += density(step * width) * (step % 2 === 0 ? 2 : 4)
  return (sum * width) / 3
}

import { expect, it } from 'vitest'
import { lineActors } from '../support/model/line-actors.ts'
import { checkAgainstModel } from '../support/model/line-commands.ts'

it('ten thousand commands of actors who begin in the same moment are those of a model, in one of the orders', async () => {
  const seed = Number(process.env.MODEL_SEED ?? 20261122)
  const until = Number(process.env.MODEL_COMMANDS ?? 10_000)
  const real = await lineActors()
  try {
    const checked = await checkAgainstModel(real, { runs: until, length: 40, seed, until })
    console.log(`seed ${seed}: ${checked.commands} commands in ${checked.runs} runs`, checked.answers)
    expect(checked.commands).toBeGreaterThanOrEqual(until)
    expect(await real.deadlocks()).toBe(0)
  } finally {
    await real.close()
  }
})

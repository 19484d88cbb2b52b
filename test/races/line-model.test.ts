import { expect, it } from 'vitest'
import { lineActors } from '../support/model/line-actors.ts'
import { checkAgainstModel } from '../support/model/line-commands.ts'

it('whatever actors do in the same moment, answers and database are those of a model, in one of the orders', async () => {
  const seed = Number(process.env.MODEL_SEED ?? 20261122)
  const real = await lineActors()
  try {
    const checked = await checkAgainstModel(real, { runs: 20, length: 14, seed })
    console.log(`seed ${seed}: ${checked.commands} commands in ${checked.runs} runs`, checked.answers)
    expect(checked.commands).toBeGreaterThan(100)
    expect(await real.deadlocks()).toBe(0)
  } finally {
    await real.close()
  }
})

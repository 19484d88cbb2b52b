import { startEmbedded } from '../../src/outside/embedded-postgres.ts'

// A program that starts an embedded server in the folder it is given, and ends when it is told to.

const folder = process.argv[2]
if (!folder || !process.send) throw new Error('Started by the tests of the embedded server only.')
process.on('message', () => process.exit(0))
const { url, started } = await startEmbedded(folder)
process.send({ url, started })

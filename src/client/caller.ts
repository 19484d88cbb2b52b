import { copyOnPress } from './caller/copy.ts'
import { countWhatIsLeft } from './caller/counter.ts'
import { stepInPlace } from './caller/steps.ts'
import { workBeforeSending } from './caller/work.ts'

// What makes a caller's pages a little kinder where scripts run. Every page works without it.
workBeforeSending()
stepInPlace()
copyOnPress()
countWhatIsLeft()

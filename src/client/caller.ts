import { copyOnPress } from './caller/copy.ts'
import { countWhatIsLeft } from './caller/counter.ts'
import { stepInPlace } from './caller/steps.ts'

// What makes a caller's pages a little kinder where scripts run. Every page works without it.
stepInPlace()
copyOnPress()
countWhatIsLeft()

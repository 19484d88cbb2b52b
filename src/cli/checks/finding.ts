import type { PageLocale } from '../../domain/codes.ts'
import { doctor as english } from '../../texts/en/doctor.ts'
import { doctor as simplified } from '../../texts/zh-Hans/doctor.ts'
import { doctor as traditional } from '../../texts/zh-Hant/doctor.ts'

/** One thing that the doctor found, as a sentence that also says how to mend it. */
export type Finding = { well: boolean; sentence: string }

export type DoctorTexts = typeof english

/** The doctor's words in a language. */
export function doctorTexts(locale: PageLocale): DoctorTexts {
  return { en: english, 'zh-Hans': simplified, 'zh-Hant': traditional }[locale]
}

/** A finding that is well. */
export const well = (sentence: string): Finding => ({ well: true, sentence })

/** A finding that wants mending. */
export const mend = (sentence: string): Finding => ({ well: false, sentence })

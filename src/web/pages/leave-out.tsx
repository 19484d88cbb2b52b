import type { OpenPartner } from '../../reads/partners-open.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { type Mend, Select } from './form-parts.tsx'

type LeaveOut = { c: AnyContext; partners: readonly OpenPartner[]; value?: string; mends?: readonly Mend[] }

/** Folded away: a partner none of whose people shall be asked. Nothing where there is only one. */
export function LeaveOut({ c, partners, value = '', mends = [] }: LeaveOut) {
  const texts = textsFor(c)
  const words = texts.book.how
  if (partners.length < 2) return null
  return (
    <details class="aside" open={value !== ''}>
      <summary>{words.withoutSummary}</summary>
      <Select
        name="withoutPartner"
        label={words.without}
        hint={words.withoutHint}
        value={value}
        mends={mends}
        options={[
          { value: '', label: words.withoutNobody },
          ...partners.map(({ code, kind, name }) => ({
            value: code,
            label: c.get('locale') === 'en' ? `${texts.labels.partnerKinds[kind]} (${name})` : name,
          })),
        ]}
      />
    </details>
  )
}

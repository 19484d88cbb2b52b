import { outreachMedia } from '../../domain/codes.ts'
import type { outreachChoices } from '../../reads/outreach-list.ts'
import type { Texts } from '../../texts/texts.ts'
import { Choices, Hidden, type Mend, Select, TextField } from './form-parts.tsx'

/** What somebody typed into the form, field by field. */
export type OutreachTyped = Partial<
  Record<'medium' | 'topic' | 'audience' | 'day' | 'time' | 'code' | 'territory' | 'partner', string>
>

/** The form for one outreach session. */
export function OutreachForm({
  texts,
  typed,
  mends,
  choices,
  token,
}: {
  texts: Texts
  typed: OutreachTyped
  mends: readonly Mend[]
  choices: Awaited<ReturnType<typeof outreachChoices>>
  token: string
}) {
  const words = texts.outreach
  const option = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name })
  return (
    <form method="post" action="/outreach" class="card outreach">
      <Hidden fields={{ token }} />
      <Choices
        name="medium"
        label={words.medium}
        row
        options={outreachMedia.map(value => ({ value, label: texts.labels.media[value] }))}
        value={typed.medium}
        mends={mends}
      />
      <TextField name="topic" label={words.topic} hint={words.topicHint} value={typed.topic} mends={mends} />
      <div class="outreach-form">
        <TextField
          name="audience"
          label={words.audience}
          hint={words.audienceHint}
          value={typed.audience}
          inputmode="numeric"
          mends={mends}
        />
        <TextField name="day" type="date" label={words.day} value={typed.day} mends={mends} />
        <TextField name="time" type="time" label={words.time} value={typed.time} mends={mends} />
        <Select
          name="territory"
          label={words.territory}
          value={typed.territory}
          options={[{ value: '', label: words.anywhere }, ...choices.territories.map(option)]}
          mends={mends}
        />
        <Select
          name="partner"
          label={words.partner}
          value={typed.partner}
          options={[{ value: '', label: words.nobody }, ...choices.partners.map(option)]}
          mends={mends}
        />
        <TextField name="code" label={words.code} hint={words.codeHint} value={typed.code} mends={mends} />
      </div>
      <button type="submit">{words.save}</button>
    </form>
  )
}

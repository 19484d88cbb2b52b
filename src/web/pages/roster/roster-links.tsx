import { type AnyContext, textsFor } from '../../env.ts'

const addresses = {
  week: '/shifts',
  patterns: '/shifts/patterns',
  open: '/shifts/open',
  seats: '/shifts/seats',
  import: '/shifts/import',
  why: '/explain',
} as const

/** The pages about the roster, the current one marked; stands under the heading of each of them. */
export function RosterLinks({
  c,
  here,
}: {
  c: AnyContext
  here: (typeof addresses)[keyof typeof addresses]
}) {
  const words = textsFor(c).roster.links
  const pages = Object.entries(addresses) as [keyof typeof addresses, string][]
  return (
    <nav class="roster-links" aria-label={words.label}>
      {pages.map(([name, address]) => (
        <a href={address} aria-current={address === here ? 'page' : undefined}>
          {words[name]}
        </a>
      ))}
    </nav>
  )
}

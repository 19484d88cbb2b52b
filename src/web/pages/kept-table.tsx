import type { Child } from 'hono/jsx'

/** A table of what is kept: its heads, and rows whose cells name their head (`data-head`) where a phone hides it. */
export function KeptTable({
  columns,
  children,
}: {
  columns: Readonly<Record<string, string>>
  children: Child
}) {
  return (
    <table class="kept">
      <thead>
        <tr>
          {Object.values(columns).map(name => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

import { type SQL, sql } from 'drizzle-orm'
import { sha256Hex } from '../domain/sha256.ts'
import { countedTables, type DatabaseRole, databaseRoles, sealedColumns, writtenBy } from '../domain/walls.ts'
import { type Reader, rows, type Transaction } from './connect.ts'

/** The name of a role in PostgreSQL; roles belong to a server, so the name says whose they are. */
export const nameOf = (role: DatabaseRole) => `heartline_${role}`

const writers = databaseRoles.filter(role => role !== 'reader' && role !== 'counts')

/**
 * Puts up the walls: the roles where they are missing, what each may do with every table there is, and which rows a
 * counselor may touch. The same each time, so it runs with every migration. Where whoever migrates may make no roles,
 * nothing changes, and `wallsStand` says so.
 */
export async function putUpWalls(tx: Transaction): Promise<void> {
  await tx.execute(sql.raw(makeRoles))
  if (!(await wallsStand(tx))) return
  const statements = await wallsOf(tx)
  // They lock every table for a moment: where they stand already, a start beside a running service need not.
  const mark = `walls ${await sha256Hex(statements.join(';'))}`
  const [found] = await rows<{ there: boolean; mark: string | null }>(
    tx,
    sql`select to_regclass('audit_seals') is not null as there, obj_description(to_regclass('audit_seals')) as mark`,
  )
  // A schema from before there were walls is on its way to the newest, as when an old backup is restored.
  if (!found?.there || found.mark === mark) return
  for (const statement of statements) await tx.execute(sql.raw(statement))
  await tx.execute(sql.raw(`comment on table audit_seals is '${mark}'`))
}

/** Whether all roles exist and whoever is connected may act as each of them. */
export async function wallsStand(db: Reader | Transaction): Promise<boolean> {
  const [found] = await rows<{ stand: boolean }>(
    db,
    sql`select count(*) = ${databaseRoles.length} as stand from pg_roles
        where rolname in (${names()}) and pg_has_role(current_user, oid, 'member')`,
  )
  return found?.stand ?? false
}

function names(): SQL {
  return sql.join(
    databaseRoles.map(role => sql`${nameOf(role)}`),
    sql`, `,
  )
}

// Two databases of one server may be migrated at once: whoever comes second finds the role there.
const makeRoles = `do $$
declare
  wanted text;
begin
  foreach wanted in array array[${databaseRoles.map(role => `'${nameOf(role)}'`).join(', ')}] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
      if not pg_has_role(current_user, wanted, 'member') then
        execute format('grant %I to current_user', wanted);
      end if;
    exception when duplicate_object or unique_violation or insufficient_privilege then null;
    end;
  end loop;
end $$`

async function wallsOf(tx: Transaction): Promise<string[]> {
  const tables = await rows<{ name: string; columns: string }>(
    tx,
    sql`select c.relname as name, string_agg(a.attname, ',' order by a.attnum) as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.relname order by c.relname`,
  )
  const everybody = databaseRoles.map(nameOf).join(', ')
  return [
    `revoke all on all tables in schema public from ${everybody}`,
    `grant usage on schema public, drizzle to ${everybody}`,
    `grant select on all tables in schema drizzle to ${everybody}`,
    `grant usage on all sequences in schema public to ${writers.map(nameOf).join(', ')}`,
    ...tables.flatMap(({ name, columns }) =>
      databaseRoles.flatMap(role => grants(role, name, columns.split(','))),
    ),
    ...ownFunctions,
    ...rowWalls,
  ]
}

function grants(role: DatabaseRole, table: string, columns: string[]): string[] {
  const to = `on "${table}" to ${nameOf(role)}`
  if (role === 'counts')
    return (countedTables as readonly string[]).includes(table) ? [`grant select ${to}`] : []
  const sealed = sealedColumns[table] ?? {}
  const shown = columns.filter(column => sealed[column]?.includes(role) ?? true)
  const list = shown.map(column => `"${column}"`).join(', ')
  const select = shown.length === columns.length ? [`grant select ${to}`] : [`grant select (${list}) ${to}`]
  if (role === 'reader') return select
  // Whoever acts leaves a line, and takes none back.
  if (table === 'audit_lines' && role !== 'tick') return [...select, `grant insert ${to}`]
  const mayWrite = writtenBy[table]?.includes(role) ?? true
  return mayWrite ? [...select, `grant insert, update, delete ${to}`] : select
}

// Triggers keep their books whoever acts; search_path is pinned, as for whatever runs as its owner. What they call is left
// alone: PostgreSQL takes no function apart that changes who asks.
const ownFunctions = [
  `do $$
declare
  one regprocedure;
begin
  for one in
    select p.oid from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
      and pg_has_role(current_user, p.proowner, 'usage')
      and p.prorettype = 'trigger'::regtype
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('alter function %s security definer set search_path = public, pg_temp', one);
  end loop;
end $$`,
]

const rowWalls = [
  `create or replace function acting_person() returns uuid language sql stable as
    $$ select nullif(current_setting('heartline.person', true), '')::uuid $$`,
  `create or replace function was_offered(which uuid) returns boolean language sql stable security definer
    set search_path = public, pg_temp as
    $$ select exists (select from offers where call_id = which and counselor_id = acting_person()) $$`,
  ...rowsOf('bookings', 'counselor_id = acting_person()', 'counselor_id = acting_person()'),
  // A call that is given back is nobody's; so what it becomes is not asked.
  ...rowsOf('calls', 'counselor_id = acting_person() or was_offered(id)', 'true'),
  ...rowsOf('offers', 'counselor_id = acting_person()', 'counselor_id = acting_person()'),
  // To whom a call was put tells nothing of its caller, and says to the others that it is gone.
  'drop policy if exists "offers_shown" on "offers"',
  `create policy "offers_shown" on "offers" for select to ${nameOf('counselor')} using (true)`,
  ...rowsOf('passkeys', 'person_id = acting_person()', 'person_id = acting_person()'),
  ...rowsOf('authenticator_apps', 'person_id = acting_person()', 'person_id = acting_person()'),
]

/** A counselor touches only these rows; everybody else all, of the columns that they may see. */
function rowsOf(table: string, seen: string, left: string): string[] {
  const others = databaseRoles.filter(role => role !== 'counselor').map(nameOf)
  return [
    `alter table "${table}" enable row level security`,
    `drop policy if exists "${table}_of_a_counselor" on "${table}"`,
    `create policy "${table}_of_a_counselor" on "${table}" to ${nameOf('counselor')} using (${seen}) with check (${left})`,
    `drop policy if exists "${table}_of_others" on "${table}"`,
    `create policy "${table}_of_others" on "${table}" to ${others.join(', ')} using (true) with check (true)`,
  ]
}

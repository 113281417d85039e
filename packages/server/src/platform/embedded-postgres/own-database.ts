import type pg from 'pg';
import type { Address } from './keeper.ts';

/**
 * Gives the database to the login that Relata works with, which is no superuser and is bound by the policies of the
 * tables (T12). Whatever an earlier Relata made as the superuser goes with it; what extensions brought stays.
 *
 * @param keeper connection of the superuser
 */
export async function ownDatabase(keeper: pg.Client, login: Address): Promise<void> {
  const name = keeper.escapeIdentifier(login.user);
  const literal = keeper.escapeLiteral(login.user);
  const password =
    login.password === undefined ? '' : ` password ${keeper.escapeLiteral(login.password)}`;
  // Another process may be starting on the same folder at this moment.
  await keeper.query('select pg_advisory_lock(1)');
  try {
    const { rows } = await keeper.query<{ there: boolean; owns: boolean }>(
      `select exists (select 1 from pg_roles where rolname = ${literal}) as there,
         (select pg_get_userbyid(datdba) = ${literal} from pg_database where datname = current_database()) as owns`,
    );
    if (!rows[0]?.there)
      await keeper.query(`create role ${name} login nosuperuser nobypassrls${password}`);
    if (!rows[0]?.owns) await keeper.query(takeOver(name));
  } finally {
    await keeper.query('select pg_advisory_unlock(1)');
  }
}

/** One transaction; a dump that was restored by the superuser is taken over in the same way. */
const takeOver = (login: string): string => `
do $$
declare each record;
begin
  for each in
    with own as (
      select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'),
    brought as (select classid, objid from pg_depend where deptype = 'e')
    select 1 as step, format('schema %I', nspname) as what from pg_namespace
      where oid in (select oid from own) and nspname <> 'public'
    union all
    select 2, format(case relkind when 'v' then 'view %s' when 'm' then 'materialized view %s'
        when 'S' then 'sequence %s' else 'table %s' end, c.oid::regclass) from pg_class c
      where relnamespace in (select oid from own) and relkind in ('r', 'p', 'v', 'm', 'S')
        and not exists (select 1 from brought where classid = 'pg_class'::regclass and objid = c.oid)
        and not exists (select 1 from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype in ('a', 'i') and relkind = 'S')
    union all
    select 3, format('routine %s', p.oid::regprocedure) from pg_proc p
      where pronamespace in (select oid from own)
        and not exists (select 1 from brought where classid = 'pg_proc'::regclass and objid = p.oid)
    union all
    select 4, format('type %s', t.oid::regtype) from pg_type t
      where typnamespace in (select oid from own) and typtype in ('e', 'd')
        and not exists (select 1 from brought where classid = 'pg_type'::regclass and objid = t.oid)
    order by step
  loop
    execute 'alter ' || each.what || ' owner to ${login}';
  end loop;
  execute format('alter database %I owner to ${login}', current_database());
end
$$`;

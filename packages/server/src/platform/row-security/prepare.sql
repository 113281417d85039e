-- Prepares one database for row security: what only a superuser may do. Relata runs it by itself where it can; an
-- administrator runs it once in a database that Relata only owns. It may be run again. See docs/operations.md.
do $$
declare
  login name := (select pg_get_userbyid(datdba) from pg_database where datname = current_database());
  each record;
begin
  -- Statements of one workspace run as this role, under the policies of the tables. It cannot log in.
  if not exists (select 1 from pg_roles where rolname = 'relata_app') then
    create role relata_app nologin nosuperuser nobypassrls noinherit;
  end if;
  if not pg_has_role(login, 'relata_app', 'member') then
    execute format('grant relata_app to %I', login);
  end if;
  -- Below a policy PostgreSQL uses an index only for functions that it believes to tell nothing of other rows. That
  -- guards against statements of strangers; here all statements are Relata's own.
  for each in
    select p.oid::regprocedure as signature from pg_proc p join pg_language l on l.oid = p.prolang
    where not p.proleakproof and p.prokind = 'f' and p.provolatile <> 'v' and not p.proretset
      and l.lanname in ('internal', 'c')
  loop
    execute format('alter function %s leakproof', each.signature);
  end loop;
end
$$;

-- Goals of people, from a day to a day.
create table "goal" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "name" text,
  "owner_id" uuid,
  "starts_on" date,
  "ends_on" date,
  "target_amount" numeric,
  "target_currency" text,
  "target_base" numeric,
  "description" text,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint goal_pk primary key (workspace_id, id)
);

create index goal_title_index on "goal" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index goal_created_index on "goal" (workspace_id, created_at, id) where deleted_at is null;

create index goal_updated_index on "goal" (workspace_id, updated_at, id) where deleted_at is null;

create index goal_deleted_index on "goal" (workspace_id, deleted_at, id) where deleted_at is not null;

create index goal_search_index on "goal" using gin (search);

create index goal_owner_index on "goal" (workspace_id, "owner_id", id) where deleted_at is null;

create index goal_starts_on_index on "goal" (workspace_id, "starts_on", id) where deleted_at is null;

-- By which a person's goals are looked up: no two of them share a day.
create index goal_period_index on "goal" (workspace_id, owner_id, starts_on, ends_on) where deleted_at is null;

-- Roles of a workspace's own that change only some records set no goals: they see those of their people themselves.
update role set objects = jsonb_set(objects, '{goal}', '{"read": "own", "update": "none", "delete": "none", "create": false, "import": false, "bulk": false, "changeOwner": false}')
where not coalesce(administers, false) and objects is not null and not objects ? 'goal' and coalesce(objects -> '*' ->> 'update', 'none') <> 'all';

-- Teams, roles of a workspace's own, and what else decides what somebody sees.
alter table "user" add column "other_roles" text[];

alter table "user" add column "visibility" jsonb;

alter table "user" add column "manager_id" uuid;

create table "team" (
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
  "parent_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint team_pk primary key (workspace_id, id)
);

create table "role" (
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
  "description" text,
  "administers" boolean,
  "objects" jsonb,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint role_pk primary key (workspace_id, id)
);

create index team_title_index on "team" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index team_created_index on "team" (workspace_id, created_at, id) where deleted_at is null;

create index team_updated_index on "team" (workspace_id, updated_at, id) where deleted_at is null;

create index team_deleted_index on "team" (workspace_id, deleted_at, id) where deleted_at is not null;

create index team_search_index on "team" using gin (search);

create unique index team_name_unique on "team" (workspace_id, lower("name")) where deleted_at is null;

alter table "team" add constraint team_parent_fk foreign key (workspace_id, "parent_id") references "team" (workspace_id, id);

create index role_title_index on "role" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index role_created_index on "role" (workspace_id, created_at, id) where deleted_at is null;

create index role_updated_index on "role" (workspace_id, updated_at, id) where deleted_at is null;

create index role_deleted_index on "role" (workspace_id, deleted_at, id) where deleted_at is not null;

create index role_search_index on "role" using gin (search);

create unique index role_name_unique on "role" (workspace_id, lower("name")) where deleted_at is null;

-- When something last happened to a deal and when that is too long ago; who else works on it, and what people are in it.
alter table "deal" add column "idle_since" timestamptz(3);

alter table "deal" add column "idle_because" text;

update "deal" set idle_since = coalesce(stage_since, updated_at), idle_because = 'changed' where idle_since is null;

alter table "deal" add column "partner_id" uuid;

create table "business_role" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "person_id" uuid,
  "name" text,
  "description" text,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint business_role_pk primary key (workspace_id, id)
);

alter table "pipeline" add column "warn_after_days" bigint;

alter table "pipeline" add column "rot_after_days" bigint;

alter table "pipeline" add column "plan_pauses_rot" boolean;

alter table "stage" add column "warn_after_days" bigint;

create index deal_idle_since_index on "deal" (workspace_id, "idle_since", id) where deleted_at is null;

create index deal_partner_index on "deal" (workspace_id, "partner_id", id);

alter table "deal" add constraint deal_partner_fk foreign key (workspace_id, "partner_id") references "company" (workspace_id, id);

create index business_role_title_index on "business_role" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index business_role_created_index on "business_role" (workspace_id, created_at, id) where deleted_at is null;

create index business_role_updated_index on "business_role" (workspace_id, updated_at, id) where deleted_at is null;

create index business_role_deleted_index on "business_role" (workspace_id, deleted_at, id) where deleted_at is not null;

create index business_role_search_index on "business_role" using gin (search);

create index business_role_person_index on "business_role" (workspace_id, "person_id", id);

alter table "business_role" add constraint business_role_person_fk foreign key (workspace_id, "person_id") references "person" (workspace_id, id);

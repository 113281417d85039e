-- Forms that visitors of other sites fill in, and how many did.
alter table "lead" add column "form_id" uuid;

create index lead_form_index on "lead" (workspace_id, "form_id", id);

create table "form" (
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
  "active" boolean,
  "language" text,
  "heading" text,
  "intro" text,
  "fields" jsonb,
  "button" text,
  "consent_text" text,
  "thanks" text,
  "redirect" text,
  "sites" jsonb,
  "owner_id" uuid,
  "notify" uuid[],
  "source" text,
  "campaign_id" uuid,
  "protection" text,
  "per_minute" bigint,
  "key" text,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint form_pk primary key (workspace_id, id)
);

alter table "lead" add constraint lead_form_fk foreign key (workspace_id, "form_id") references "form" (workspace_id, id);

create index form_title_index on "form" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index form_created_index on "form" (workspace_id, created_at, id) where deleted_at is null;

create index form_updated_index on "form" (workspace_id, updated_at, id) where deleted_at is null;

create index form_deleted_index on "form" (workspace_id, deleted_at, id) where deleted_at is not null;

create index form_search_index on "form" using gin (search);

create unique index form_name_unique on "form" (workspace_id, lower("name")) where deleted_at is null;

create unique index form_key_unique on "form" (workspace_id, lower("key")) where deleted_at is null;

alter table "form" add constraint form_campaign_fk foreign key (workspace_id, "campaign_id") references "campaign" (workspace_id, id);

-- What became of what was sent, by outcome. Written now and then, not with every post.
create table form_tally (
  workspace_id uuid not null,
  form_id uuid not null,
  outcome text not null,
  n bigint not null,
  last_at timestamptz(3) not null,
  constraint form_tally_pk primary key (workspace_id, form_id, outcome),
  constraint form_tally_form_fk foreign key (workspace_id, form_id) references form (workspace_id, id) on delete cascade
);

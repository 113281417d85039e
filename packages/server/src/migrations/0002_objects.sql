-- Tables of the objects, as their definitions draft them (tools/draft-migration.ts).

create table "deal" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "next_activity_at" timestamptz(3),
  "last_activity_at" timestamptz(3),
  "name" text,
  "number" bigint,
  "value_amount" numeric,
  "value_currency" text,
  "value_base" numeric,
  "recurring_value_amount" numeric,
  "recurring_value_currency" text,
  "recurring_value_base" numeric,
  "pipeline_id" uuid,
  "stage_id" uuid,
  "status" text,
  "probability" numeric,
  "expected_close" date,
  "start_date" date,
  "closed_on" date,
  "company_id" uuid,
  "type" text,
  "source" text,
  "source_details" text,
  "rating" bigint,
  "description" text,
  "lost_reason_id" uuid,
  "lost_note" text,
  "external_id" text,
  "stage_since" timestamptz(3),
  "last_open_stage_id" uuid,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint deal_pk primary key (workspace_id, id)
);

create table "person" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "next_activity_at" timestamptz(3),
  "last_activity_at" timestamptz(3),
  "salutation" text,
  "first_name" text,
  "middle_name" text,
  "last_name" text,
  "nickname" text,
  "photo" uuid[],
  "company_id" uuid,
  "job_title" text,
  "department" text,
  "kind" text,
  "relationship" text,
  "temperature" text,
  "source" text,
  "emails" jsonb,
  "phones" jsonb,
  "urls" jsonb,
  "addresses" jsonb,
  "city" text,
  "region" text,
  "country" text,
  "birthday" date,
  "language" text,
  "time_zone" text,
  "description" text,
  "external_id" text,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint person_pk primary key (workspace_id, id)
);

create table "company" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "next_activity_at" timestamptz(3),
  "last_activity_at" timestamptz(3),
  "name" text,
  "domain" text,
  "photo" uuid[],
  "type" text,
  "relationship" text,
  "temperature" text,
  "industry" text,
  "source" text,
  "emails" jsonb,
  "phones" jsonb,
  "urls" jsonb,
  "addresses" jsonb,
  "city" text,
  "region" text,
  "country" text,
  "parent_id" uuid,
  "employees" bigint,
  "annual_revenue_amount" numeric,
  "annual_revenue_currency" text,
  "annual_revenue_base" numeric,
  "registration_number" text,
  "vat_number" text,
  "description" text,
  "external_id" text,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint company_pk primary key (workspace_id, id)
);

create table "activity" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "subject" text,
  "category" text,
  "due" timestamptz(3),
  "all_day" boolean,
  "duration" bigint,
  "done" boolean,
  "done_at" timestamptz(3),
  "priority" text,
  "location" text,
  "outcome" text,
  "description" text,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint activity_pk primary key (workspace_id, id)
);

create table "note" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "body" text,
  "pinned" boolean,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint note_pk primary key (workspace_id, id)
);

create table "file" (
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
  "content_type" text,
  "size" bigint,
  "versions" jsonb,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint file_pk primary key (workspace_id, id)
);

create table "tag" (
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
  "colour" text,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint tag_pk primary key (workspace_id, id)
);

create table "pipeline" (
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
  "position" bigint,
  "is_default" boolean,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint pipeline_pk primary key (workspace_id, id)
);

create table "stage" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "pipeline_id" uuid,
  "name" text,
  "means" text,
  "probability" numeric,
  "colour" text,
  "position" bigint,
  "rot_after_days" bigint,
  "help" text,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint stage_pk primary key (workspace_id, id)
);

create table "lost_reason" (
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
  "position" bigint,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint lost_reason_pk primary key (workspace_id, id)
);

create table "user" (
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
  "email" text,
  "photo" uuid[],
  "role" text,
  "active" boolean,
  "language" text,
  "locale" text,
  "time_zone" text,
  "theme" text,
  "preferences" jsonb,
  "last_seen_at" timestamptz(3),
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint user_pk primary key (workspace_id, id)
);

create table "view" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "object" text,
  "name" text,
  "layout" text,
  "filter" jsonb,
  "sort" text,
  "columns" jsonb,
  "group_by" text,
  "settings" jsonb,
  "shared_with" text,
  "is_default" boolean,
  "position" bigint,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint view_pk primary key (workspace_id, id)
);

create table "import" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "file_name" text,
  "object" text,
  "status" text,
  "mapping" jsonb,
  "options" jsonb,
  "progress" jsonb,
  "result" jsonb,
  "batch" text,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint import_pk primary key (workspace_id, id)
);

create index deal_title_index on "deal" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index deal_created_index on "deal" (workspace_id, created_at, id) where deleted_at is null;

create index deal_updated_index on "deal" (workspace_id, updated_at, id) where deleted_at is null;

create index deal_deleted_index on "deal" (workspace_id, deleted_at, id) where deleted_at is not null;

create index deal_search_index on "deal" using gin (search);

create index deal_value_index on "deal" (workspace_id, "value_base", id) where deleted_at is null;

create index deal_stage_index on "deal" (workspace_id, "stage_id", id) where deleted_at is null;

create index deal_expected_close_index on "deal" (workspace_id, "expected_close", id) where deleted_at is null;

create index deal_company_index on "deal" (workspace_id, "company_id", id) where deleted_at is null;

create index deal_owner_index on "deal" (workspace_id, "owner_id", id) where deleted_at is null;

create index deal_next_activity_index on "deal" (workspace_id, next_activity_at, id) where deleted_at is null;

alter table "deal" add constraint deal_pipeline_fk foreign key (workspace_id, "pipeline_id") references "pipeline" (workspace_id, id);

alter table "deal" add constraint deal_stage_fk foreign key (workspace_id, "stage_id") references "stage" (workspace_id, id);

alter table "deal" add constraint deal_company_fk foreign key (workspace_id, "company_id") references "company" (workspace_id, id);

alter table "deal" add constraint deal_lost_reason_fk foreign key (workspace_id, "lost_reason_id") references "lost_reason" (workspace_id, id);

alter table "deal" add constraint deal_last_open_stage_fk foreign key (workspace_id, "last_open_stage_id") references "stage" (workspace_id, id);

create index person_title_index on "person" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index person_created_index on "person" (workspace_id, created_at, id) where deleted_at is null;

create index person_updated_index on "person" (workspace_id, updated_at, id) where deleted_at is null;

create index person_deleted_index on "person" (workspace_id, deleted_at, id) where deleted_at is not null;

create index person_search_index on "person" using gin (search);

create index person_company_index on "person" (workspace_id, "company_id", id) where deleted_at is null;

create index person_owner_index on "person" (workspace_id, "owner_id", id) where deleted_at is null;

create index person_next_activity_index on "person" (workspace_id, next_activity_at, id) where deleted_at is null;

alter table "person" add constraint person_company_fk foreign key (workspace_id, "company_id") references "company" (workspace_id, id);

create index company_title_index on "company" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index company_created_index on "company" (workspace_id, created_at, id) where deleted_at is null;

create index company_updated_index on "company" (workspace_id, updated_at, id) where deleted_at is null;

create index company_deleted_index on "company" (workspace_id, deleted_at, id) where deleted_at is not null;

create index company_search_index on "company" using gin (search);

create index company_parent_index on "company" (workspace_id, "parent_id", id) where deleted_at is null;

create index company_owner_index on "company" (workspace_id, "owner_id", id) where deleted_at is null;

create index company_next_activity_index on "company" (workspace_id, next_activity_at, id) where deleted_at is null;

alter table "company" add constraint company_parent_fk foreign key (workspace_id, "parent_id") references "company" (workspace_id, id);

create index activity_title_index on "activity" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index activity_created_index on "activity" (workspace_id, created_at, id) where deleted_at is null;

create index activity_updated_index on "activity" (workspace_id, updated_at, id) where deleted_at is null;

create index activity_deleted_index on "activity" (workspace_id, deleted_at, id) where deleted_at is not null;

create index activity_search_index on "activity" using gin (search);

create index activity_due_index on "activity" (workspace_id, "due", id) where deleted_at is null;

create index activity_owner_index on "activity" (workspace_id, "owner_id", id) where deleted_at is null;

create index note_title_index on "note" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index note_created_index on "note" (workspace_id, created_at, id) where deleted_at is null;

create index note_updated_index on "note" (workspace_id, updated_at, id) where deleted_at is null;

create index note_deleted_index on "note" (workspace_id, deleted_at, id) where deleted_at is not null;

create index note_search_index on "note" using gin (search);

create index file_title_index on "file" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index file_created_index on "file" (workspace_id, created_at, id) where deleted_at is null;

create index file_updated_index on "file" (workspace_id, updated_at, id) where deleted_at is null;

create index file_deleted_index on "file" (workspace_id, deleted_at, id) where deleted_at is not null;

create index file_search_index on "file" using gin (search);

create index tag_title_index on "tag" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index tag_created_index on "tag" (workspace_id, created_at, id) where deleted_at is null;

create index tag_updated_index on "tag" (workspace_id, updated_at, id) where deleted_at is null;

create index tag_deleted_index on "tag" (workspace_id, deleted_at, id) where deleted_at is not null;

create index tag_search_index on "tag" using gin (search);

create unique index tag_name_unique on "tag" (workspace_id, lower("name")) where deleted_at is null;

create index pipeline_title_index on "pipeline" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index pipeline_created_index on "pipeline" (workspace_id, created_at, id) where deleted_at is null;

create index pipeline_updated_index on "pipeline" (workspace_id, updated_at, id) where deleted_at is null;

create index pipeline_deleted_index on "pipeline" (workspace_id, deleted_at, id) where deleted_at is not null;

create index pipeline_search_index on "pipeline" using gin (search);

create unique index pipeline_name_unique on "pipeline" (workspace_id, lower("name")) where deleted_at is null;

create index pipeline_position_index on "pipeline" (workspace_id, "position", id) where deleted_at is null;

create index stage_title_index on "stage" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index stage_created_index on "stage" (workspace_id, created_at, id) where deleted_at is null;

create index stage_updated_index on "stage" (workspace_id, updated_at, id) where deleted_at is null;

create index stage_deleted_index on "stage" (workspace_id, deleted_at, id) where deleted_at is not null;

create index stage_search_index on "stage" using gin (search);

create index stage_pipeline_index on "stage" (workspace_id, "pipeline_id", id) where deleted_at is null;

alter table "stage" add constraint stage_pipeline_fk foreign key (workspace_id, "pipeline_id") references "pipeline" (workspace_id, id);

create index lost_reason_title_index on "lost_reason" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index lost_reason_created_index on "lost_reason" (workspace_id, created_at, id) where deleted_at is null;

create index lost_reason_updated_index on "lost_reason" (workspace_id, updated_at, id) where deleted_at is null;

create index lost_reason_deleted_index on "lost_reason" (workspace_id, deleted_at, id) where deleted_at is not null;

create index lost_reason_search_index on "lost_reason" using gin (search);

create unique index lost_reason_name_unique on "lost_reason" (workspace_id, lower("name")) where deleted_at is null;

create index lost_reason_position_index on "lost_reason" (workspace_id, "position", id) where deleted_at is null;

create index user_title_index on "user" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index user_created_index on "user" (workspace_id, created_at, id) where deleted_at is null;

create index user_updated_index on "user" (workspace_id, updated_at, id) where deleted_at is null;

create index user_deleted_index on "user" (workspace_id, deleted_at, id) where deleted_at is not null;

create index user_search_index on "user" using gin (search);

create unique index user_email_unique on "user" (workspace_id, lower("email")) where deleted_at is null;

create index view_title_index on "view" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index view_created_index on "view" (workspace_id, created_at, id) where deleted_at is null;

create index view_updated_index on "view" (workspace_id, updated_at, id) where deleted_at is null;

create index view_deleted_index on "view" (workspace_id, deleted_at, id) where deleted_at is not null;

create index view_search_index on "view" using gin (search);

create index view_object_index on "view" (workspace_id, "object", id) where deleted_at is null;

create index view_owner_index on "view" (workspace_id, "owner_id", id) where deleted_at is null;

create index import_title_index on "import" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index import_created_index on "import" (workspace_id, created_at, id) where deleted_at is null;

create index import_updated_index on "import" (workspace_id, updated_at, id) where deleted_at is null;

create index import_deleted_index on "import" (workspace_id, deleted_at, id) where deleted_at is not null;

create index import_search_index on "import" using gin (search);

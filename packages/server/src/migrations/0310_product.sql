-- What a workspace sells, and the taxes on it (OO-SET-06, OO-SET-07).
create table "product" (
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
  "anonymised_at" timestamptz(3),
  "access" text,
  "access_list" uuid[],
  "archived_at" timestamptz(3),
  "name" text,
  "code" text,
  "type" text,
  "unit" text,
  "price_amount" numeric,
  "price_currency" text,
  "price_base" numeric,
  "tax_id" uuid,
  "second_tax_id" uuid,
  "is_stocked" boolean,
  "stock" numeric,
  "description" text,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "deleted_at" timestamptz(3),
  constraint product_pk primary key (workspace_id, id)
);

create table "tax" (
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
  "rate" numeric,
  "description" text,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint tax_pk primary key (workspace_id, id)
);

create index product_title_index on "product" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index product_created_index on "product" (workspace_id, created_at, id) where deleted_at is null;

create index product_updated_index on "product" (workspace_id, updated_at, id) where deleted_at is null;

create index product_deleted_index on "product" (workspace_id, deleted_at, id) where deleted_at is not null;

create index product_search_index on "product" using gin (search);

create unique index product_code_unique on "product" (workspace_id, lower("code")) where deleted_at is null;

create index product_price_index on "product" (workspace_id, "price_base", id) where deleted_at is null;

create index product_tax_index on "product" (workspace_id, "tax_id", id);

create index product_second_tax_index on "product" (workspace_id, "second_tax_id", id);

create index product_owner_index on "product" (workspace_id, "owner_id", id) where deleted_at is null;

create index product_next_activity_index on "product" (workspace_id, next_activity_at, id) where deleted_at is null;

create index product_kept_index on "product" (workspace_id, created_by, id) where deleted_at is null and access in ('restricted', 'personal');

create index product_named_index on "product" using gin (access_list) where deleted_at is null and access in ('restricted', 'personal');

alter table "product" add constraint product_tax_fk foreign key (workspace_id, "tax_id") references "tax" (workspace_id, id);

alter table "product" add constraint product_second_tax_fk foreign key (workspace_id, "second_tax_id") references "tax" (workspace_id, id);

create index tax_title_index on "tax" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index tax_created_index on "tax" (workspace_id, created_at, id) where deleted_at is null;

create index tax_updated_index on "tax" (workspace_id, updated_at, id) where deleted_at is null;

create index tax_deleted_index on "tax" (workspace_id, deleted_at, id) where deleted_at is not null;

create index tax_search_index on "tax" using gin (search);

create unique index tax_name_unique on "tax" (workspace_id, lower("name")) where deleted_at is null;

-- Roles of a workspace's own that change only some records look products up and change none, as those that came with Relata do.
update role set objects = jsonb_set(objects, '{product}', '{"update": "none", "delete": "none", "create": false, "import": false, "bulk": false, "changeOwner": false}')
where not coalesce(administers, false) and objects is not null and not objects ? 'product' and coalesce(objects -> '*' ->> 'update', 'none') <> 'all';

-- Taxes are a list that records choose from: whoever reads any records reads these.
update role set objects = jsonb_set(objects, '{tax}', '{"read": "all"}')
where not coalesce(administers, false) and objects is not null and not objects ? 'tax' and coalesce(objects -> '*' ->> 'read', 'none') <> 'all';

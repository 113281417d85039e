-- Fields that a role hides or only shows.
alter table "role" add column "fields" jsonb;

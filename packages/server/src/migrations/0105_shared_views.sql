-- Whom a view is for: people and teams, and roles.
alter table "view" add column "audience" uuid[];
alter table "view" add column "roles" text[];

-- Records that are kept from others.
alter table "deal" add column "access" text;

alter table "deal" add column "access_list" uuid[];

alter table "person" add column "access" text;

alter table "person" add column "access_list" uuid[];

alter table "company" add column "access" text;

alter table "company" add column "access_list" uuid[];

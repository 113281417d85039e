-- Companies of some types are named like people, by a first and a last name; `name` holds both (EP-ACC-05).
alter table "company" add column "first_name" text;

alter table "company" add column "last_name" text;

-- When what is personal of a record was removed for good.
alter table "deal" add column "anonymised_at" timestamptz(3);
alter table "lead" add column "anonymised_at" timestamptz(3);
alter table "person" add column "anonymised_at" timestamptz(3);
alter table "company" add column "anonymised_at" timestamptz(3);
alter table "campaign" add column "anonymised_at" timestamptz(3);

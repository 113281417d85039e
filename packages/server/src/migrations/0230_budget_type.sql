-- A deal's value as a price for each period of so many (OO-OPP-03); what is there already is a fixed sum.
alter table "deal" add column "budget_type" text default 'fixed';

alter table "deal" alter column "budget_type" drop default;

alter table "deal" add column "rate_amount" numeric;

alter table "deal" add column "rate_currency" text;

alter table "deal" add column "rate_base" numeric;

alter table "deal" add column "periods" numeric;

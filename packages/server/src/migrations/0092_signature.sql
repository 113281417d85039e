-- What somebody ends their e-mails with.
alter table "user" add column "signature" text;

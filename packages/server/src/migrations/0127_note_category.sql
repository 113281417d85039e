-- What a note is the trace of: an e-mail, a call, a meeting, or nothing but itself (OO-SET-10). Notes without a
-- category are older; they show none.
alter table "note" add column "category" text;

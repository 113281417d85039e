-- Words of letters that records hold or held, once each: what somebody may have meant who mistyped (decision 55).
-- Which record holds one is asked of the records themselves. `id` keeps two transactions that bring the same new word
-- from waiting for each other: it may be there twice.
create table search_word (
  workspace_id uuid not null,
  word text collate "C" not null,
  id uuid not null,
  constraint search_word_pk primary key (workspace_id, word, id)
);
create index search_word_end_index on search_word (workspace_id, reverse(word) collate "C");

-- Which record went into which when they were merged, and what moved with it that has no history of its own:
-- favourites, notifications, places in the recycle bin. Undoing the merge puts that back and takes the row away.
create table merged (
  workspace_id uuid not null,
  object text not null,
  record_id uuid not null,
  into_id uuid not null,
  batch uuid not null,
  at timestamptz(3) not null,
  beside jsonb not null,
  constraint merged_pk primary key (workspace_id, record_id)
);
create index merged_into_index on merged (workspace_id, into_id);
create index merged_batch_index on merged (workspace_id, batch);

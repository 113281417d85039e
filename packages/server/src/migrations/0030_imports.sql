-- The bulk of an import, beside its record: what was found in the file, and how far the run is.
create table import_state (
  workspace_id uuid not null,
  import_id uuid not null,
  -- The uploaded file, as `platform/files.ts` names it.
  file_key text not null,
  file_size bigint not null,
  -- What reading the whole file showed: columns, rows, formats, questions. See engine/import/analyse.ts.
  facts jsonb not null default '{}',
  preview jsonb not null default '[]',
  -- The long work that runs it; null until somebody starts it.
  work_id uuid,
  claimed_at timestamptz(3),
  -- Where the run goes on: changed in the transactions that save the rows.
  pass int not null default 0,
  next_row bigint not null default 1,
  counts jsonb not null default '{}',
  rows_per_second real not null default 0,
  constraint import_state_pk primary key (workspace_id, import_id)
);

-- Rows that were refused, or imported with a warning, with their cells as the file had them.
create table import_row (
  workspace_id uuid not null,
  import_id uuid not null,
  row_number bigint not null,
  line bigint not null,
  -- refused, skipped or warning
  outcome text not null,
  cells jsonb not null,
  problems jsonb not null,
  constraint import_row_pk primary key (workspace_id, import_id, row_number)
);

-- References between rows of one file (a company's parent), set when all of them are there.
create table import_link (
  workspace_id uuid not null,
  import_id uuid not null,
  row_number bigint not null,
  field text not null,
  line bigint not null,
  record_id uuid not null,
  -- Keys under which the other record is found, the surest first.
  keys jsonb not null,
  cells jsonb not null,
  constraint import_link_pk primary key (workspace_id, import_id, row_number, field)
);

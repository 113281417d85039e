-- Records that may be the same, two by two (a < b), as far as they have been looked for.
create table duplicate_pair (
  workspace_id uuid not null,
  object text not null,
  a uuid not null,
  b uuid not null,
  -- 0 to 100: how probable it is.
  score int not null,
  constraint duplicate_pair_pk primary key (workspace_id, object, a, b)
);
create index duplicate_pair_score_index on duplicate_pair (workspace_id, object, score desc, a, b);
create index duplicate_pair_b_index on duplicate_pair (workspace_id, object, b);

-- What somebody has looked at: two records that are not the same.
create table not_duplicate (
  workspace_id uuid not null,
  object text not null,
  a uuid not null,
  b uuid not null,
  at timestamptz(3) not null,
  by_id uuid,
  constraint not_duplicate_pk primary key (workspace_id, object, a, b)
);
create index not_duplicate_b_index on not_duplicate (workspace_id, object, b);

-- How far all records of an object have been compared, and by which rules.
create table duplicate_search (
  workspace_id uuid not null,
  object text not null,
  version text not null,
  after uuid,
  done boolean not null,
  constraint duplicate_search_pk primary key (workspace_id, object)
);

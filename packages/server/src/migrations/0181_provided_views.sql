-- Which of our views a workspace has got, once and for all: what is deleted or renamed does not come back.
create table provided_view (
  workspace_id uuid not null,
  -- lead.pool
  name text not null,
  constraint provided_view_pk primary key (workspace_id, name)
);

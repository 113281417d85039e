-- How many people may be active at a time; null is no limit.
alter table workspace add column plan text not null default 'unlimited';
alter table workspace add column seats int;

create table plan_change (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  actor_id uuid,
  plan_before text not null,
  plan_after text not null,
  seats_before int,
  seats_after int,
  -- People who were active at that moment, once those whom the change put out had gone.
  active int not null,
  constraint plan_change_pk primary key (workspace_id, id)
);

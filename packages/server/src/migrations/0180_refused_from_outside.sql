-- What of that which came to a source was refused, and why the last time.
alter table lead_source_key add column refused bigint not null default 0;

alter table lead_source_key add column last_refused_at timestamptz(3);

-- {code, reason, errors, message}: what the sender was told.
alter table lead_source_key add column last_refusal jsonb;

create index lead_received_from_index on "lead" (workspace_id, "received_from_id", id);

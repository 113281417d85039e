-- Where a workspace keeps its log for some years only: the last entry that was removed, from which the chain
-- of hashes goes on.
alter table audit_head add column cleared_number bigint not null default 0;
alter table audit_head add column cleared_hash text not null default '';

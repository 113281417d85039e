-- Events are relayed workspace by workspace: a cluster locks rows of one only, and a busy one does not hold up the rest.
drop index event_waiting_index;

create index event_waiting_index on event (workspace_id, id) where relayed_at is null;

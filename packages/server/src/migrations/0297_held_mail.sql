-- held: the workspace's own mail server refuses the login; again once its settings are others, and not before.
alter table outgoing_mail add column held_for uuid;
alter table outgoing_mail drop constraint outgoing_mail_state_check;
alter table outgoing_mail add constraint outgoing_mail_state_check
  check (state in ('waiting', 'trying', 'held', 'sent', 'nobody', 'refused', 'unsure'));
create index outgoing_mail_held_index on outgoing_mail (held_for) where held_for is not null;

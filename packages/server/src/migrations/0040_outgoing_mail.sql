-- E-mails on their way. Belongs to the whole server: an address is written to, not a record.
create table outgoing_mail (
  id uuid not null,
  -- Which of the features' letters it is.
  kind text not null,
  -- What the letter is made of, encrypted: it may hold a link that lets somebody in. Emptied when it has been sent.
  content text not null,
  -- waiting, trying, sent, nobody (there was nothing to say), refused (for good), unsure (the connection
  -- broke while it was handed over: sent again it might arrive twice).
  state text not null,
  created_at timestamptz(3) not null,
  tried_at timestamptz(3),
  error text,
  constraint outgoing_mail_pk primary key (id),
  constraint outgoing_mail_state_check check (state in ('waiting', 'trying', 'sent', 'nobody', 'refused', 'unsure'))
);
create index outgoing_mail_created_index on outgoing_mail (created_at);

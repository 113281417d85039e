-- The mail server of a workspace that has one of its own (OO-SET-01). Without a row its mails go by the server's SMTP_URL.
create table workspace_mail (
  workspace_id uuid not null,
  host text not null,
  port integer not null,
  encryption text not null,
  -- Null: the server does not ask for one.
  login text,
  -- Encrypted; the key is not in the database.
  password text,
  sender_name text not null,
  sender_address text not null,
  -- Why the last mail did not go: `{trouble, answer, at}`. Null: it went.
  failed jsonb,
  constraint workspace_mail_pk primary key (workspace_id),
  constraint workspace_mail_encryption_check check (encryption in ('none', 'starttls', 'tls')),
  constraint workspace_mail_port_check check (port between 1 and 65535),
  constraint workspace_mail_login_check check ((login is null) = (password is null))
);

import type { Query } from '../../platform/db.ts';
import type { MailServer } from '../../platform/outbound/mail-server.ts';
import type { NotSent } from '../../platform/not-sent.ts';
import type { Sealer } from '../../platform/seal.ts';
import type { SealedColumn } from '../../platform/seal-anew.ts';

/** A workspace's own mail server, as it may be told: without the password. */
export type OwnServer = Omit<MailServer, 'password'>;

/** Why the last mail did not go. */
export interface MailFailure {
  /** `changed`: nothing is sent before the login is another. What was kept by earlier versions has none. */
  outlook?: NotSent['outlook'];
  trouble: NotSent['trouble'];
  /** What the server said, or what came in its place. */
  answer: string;
  /** RFC 3339 UTC. */
  at: string;
}

/** The mail servers that workspaces have of their own (OO-SET-01). */
export interface OwnServers {
  /** Null: its mails go by the server's. */
  of(query: Query, workspace: string): Promise<(OwnServer & { failed: MailFailure | null }) | null>;
  /** The same with the password, for whoever sends. */
  open(query: Query, workspace: string): Promise<MailServer | null>;
  /** Whoever changes them, or decides by them what becomes of a letter, does so one after the other; until the transaction ends. */
  lock(query: Query, workspace: string): Promise<void>;
  /** `isTriedAnew`: what went wrong before is no longer held against it. */
  put(query: Query, workspace: string, server: MailServer, isTriedAnew: boolean): Promise<void>;
  remove(query: Query, workspace: string): Promise<void>;
  /** Keeps what went wrong until a mail goes. */
  note(query: Query, workspace: string, failed: MailFailure | null): Promise<void>;
}

/** Where a password goes and who says it: with others it is not tried again, nor kept. */
export const wayNames = ['host', 'port', 'encryption', 'login'] as const;

/** Whether what the one answered would be answered by the other too. */
export const answersAlike = (one: MailServer, other: MailServer | null): boolean =>
  ([...wayNames, 'password', 'senderAddress'] as const).every(
    (name) => one[name] === other?.[name],
  );

/** What the database keeps of passwords. */
export const ownServerSealed: SealedColumn = {
  table: 'workspace_mail',
  key: 'workspace_id',
  column: 'password',
  purpose: 'mail',
};

interface Row {
  host: string;
  port: number;
  encryption: MailServer['encryption'];
  login: string | null;
  password: string | null;
  sender_name: string;
  sender_address: string;
  failed: MailFailure | null;
}

export function openOwnServers(sealer: Sealer): OwnServers {
  const rowOf = async (query: Query, workspace: string): Promise<Row | undefined> =>
    (
      await query<Row>(
        `select host, port, encryption, login, password, sender_name, sender_address, failed
         from workspace_mail where workspace_id = $1`,
        [workspace],
      )
    ).rows[0];
  return {
    async of(query, workspace) {
      const row = await rowOf(query, workspace);
      return row ? { ...toldOf(row), failed: row.failed } : null;
    },
    async open(query, workspace) {
      const row = await rowOf(query, workspace);
      if (!row) return null;
      return { ...toldOf(row), password: row.password === null ? null : sealer.open(row.password) };
    },
    async lock(query, workspace) {
      await query('select 1 from workspace where id = $1 for update', [workspace]);
    },
    async put(query, workspace, server, isTriedAnew) {
      const { host, port, encryption, login, password, senderName, senderAddress } = server;
      await query(
        `insert into workspace_mail (workspace_id, host, port, encryption, login, password, sender_name, sender_address)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (workspace_id) do update set host = $2, port = $3, encryption = $4, login = $5, password = $6,
           sender_name = $7, sender_address = $8,
           failed = case when $9 then null else workspace_mail.failed end`,
        [
          ...[workspace, host, port, encryption, login],
          login === null ? null : sealer.seal(password ?? ''),
          ...[senderName, senderAddress, isTriedAnew],
        ],
      );
    },
    async remove(query, workspace) {
      await query('delete from workspace_mail where workspace_id = $1', [workspace]);
    },
    async note(query, workspace, failed) {
      await query(
        'update workspace_mail set failed = $2 where workspace_id = $1 and failed is distinct from $2::jsonb',
        [workspace, failed && JSON.stringify(failed)],
      );
    },
  };
}

const toldOf = (row: Row): OwnServer => ({
  host: row.host,
  port: row.port,
  encryption: row.encryption,
  login: row.login,
  senderName: row.sender_name,
  senderAddress: row.sender_address,
});

import type { Connection, Query } from '../../platform/db.ts';
import { newId } from '../../platform/id.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Mail } from '../../platform/mail.ts';
import type { MailServer } from '../../platform/outbound/mail-server.ts';
import { NotSent } from '../../platform/not-sent.ts';
import type { Sealer } from '../../platform/seal.ts';
import type { SealedColumn } from '../../platform/seal-anew.ts';
import type { Engine, Feature } from '../engine.ts';
import { type Letterhead, letterOf, type Message } from './letter.ts';
import { openOwnServers, type OwnServers } from './own-servers.ts';

/**
 * What a letter is made of; kept encrypted until it has been sent. `workspace` is the id of the one on whose behalf it
 * goes, by its own mail server where it has one.
 */
export type Content = Record<string, string>;

/**
 * Writes a letter at the moment at which it is sent; null: there is nobody to write to any more.
 * `publicUrl` is where its links lead to.
 */
export type Writer = (
  engine: Engine,
  content: Content,
  publicUrl: string,
) => Promise<Message | null>;

/** E-mails on their way out. */
export interface Mails {
  /** False: what belongs to no workspace is not sent, and what would be in it has to be shown. */
  works: boolean;
  /** The same for what belongs to this one. */
  worksFor(query: Query, workspace: string): Promise<boolean>;
  own: OwnServers;
  /** Where links lead to; never taken from what a caller says. Without a slash at the end. */
  publicUrl: string;
  /** Queues a letter of a kind that a feature writes; it goes out if and only if the transaction commits. */
  queue(connection: Connection, kind: string, content: Content): Promise<void>;
  /** What waited for the workspace to put its login right goes on its way, by whatever server its mails go now. */
  release(connection: Connection, workspace: string): Promise<void>;
  /** Sends at once, by a server that may be a draft. Throws {@link NotSent}. */
  try(message: Message, by: MailServer): Promise<void>;
}

/** What waits to be sent, as the database keeps it. */
export const mailSealed: SealedColumn = {
  table: 'outgoing_mail',
  key: 'id',
  column: 'content',
  purpose: 'mail',
};

const queueName = 'mail';
/** What goes by a server that a workspace has named: nobody else waits for one that is slow. */
const ownQueueName = 'mail.own';
const patience = { retryLimit: 10, retryDelay: 5 };
const keptDays = 30;
/** One that could not be sent for so long is not tried again by a server that starts: its news is old. */
const freshHours = 24;

interface Parts {
  mail: Mail;
  sealer: Sealer;
  writers: Record<string, Writer>;
  letterhead: Feature['letterhead'] | undefined;
}

/**
 * A letter is marked before it is handed over and after it was accepted. What the mail server refused for
 * the moment is tried again; what a crash left between the two marks is not, since it may have arrived.
 */
export function openMails(
  getEngine: () => Engine,
  { mail, sealer, writers, letterhead }: Parts,
): Mails & { run(jobs: Jobs): Promise<void> } {
  let jobs: Jobs | null = null;
  const own = openOwnServers(sealer);
  const worksFor = async (query: Query, workspace: string): Promise<boolean> =>
    mail.works || (await own.of(query, workspace)) !== null;
  const opened = (content: string) => JSON.parse(sealer.open(content)) as Content;
  const now = (): string => getEngine().clock.now().toISOString();
  const mark = async (id: string, state: string, error: string | null = null): Promise<void> => {
    await getEngine().database.query(
      `update outgoing_mail set state = $2, error = $3,
         content = case when $2 in ('waiting', 'held') then content else '' end where id = $1`,
      [id, state, error],
    );
  };
  const hold = async (id: string, workspace: string, error: string): Promise<void> => {
    await mark(id, 'held', error);
    await getEngine().database.query('update outgoing_mail set held_for = $2 where id = $1', [
      id,
      workspace,
    ]);
  };

  /** The workspace by whose own server it goes; null: by that of the installation. */
  const ownWayOf = async (id: string): Promise<string | null> => {
    const { rows } = await getEngine().database.query<{ content: string }>(
      `select content from outgoing_mail where id = $1 and state = 'waiting'`,
      [id],
    );
    if (!rows[0]) return null;
    let content: Content;
    try {
      content = opened(rows[0].content);
    } catch {
      // Whoever delivers it says that it cannot be read.
      return null;
    }
    const { workspace } = content;
    return workspace && (await own.of(...of(workspace))) ? workspace : null;
  };

  const deliver = async (id: string): Promise<void> => {
    const engine = getEngine();
    const { rows } = await engine.database.query<{ kind: string; content: string }>(
      `update outgoing_mail set state = 'trying', tried_at = $2
       where id = $1 and state = 'waiting' returning kind, content`,
      [id, now()],
    );
    const row = rows[0];
    const write = row && writers[row.kind];
    if (!write) return;
    let content: Content;
    let message: Message | null;
    let by: MailServer | null = null;
    let head: Letterhead | undefined;
    try {
      content = opened(row.content);
      message = await write(engine, content, mail.publicUrl);
      if (content['workspace']) {
        by = await own.open(...of(content['workspace']));
        head = await letterhead?.(engine, content['workspace']);
      }
    } catch (error) {
      await mark(id, 'waiting', 'it could not be written');
      throw error;
    }
    if (!message) return mark(id, 'nobody');
    const note = async (failure: NotSent | null): Promise<void> => {
      const failed = failure && {
        ...{ trouble: failure.trouble, answer: failure.message.slice(0, 500), at: now() },
      };
      if (by && content['workspace']) await own.note(...of(content['workspace']), failed);
    };
    try {
      await mail.send(id, letterOf(message, head), by ?? undefined);
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      const isHeld = error.outlook === 'changed' && by && content['workspace'];
      // A login of the operator is put right by a restart, which tries again what waits.
      const states = {
        ...{ later: 'waiting', changed: 'waiting', never: 'refused', unsure: 'unsure' },
      } as const;
      if (isHeld) await hold(id, isHeld, error.message);
      else await mark(id, states[error.outlook], error.message);
      await note(error);
      engine.log.warn({ mail: id, kind: row.kind, reason: error.message }, 'a mail was not sent');
      if (!isHeld && states[error.outlook] === 'waiting') throw error;
      return;
    }
    await note(null);
    await mark(id, 'sent');
  };

  const of = (workspace: string) => [getEngine().database.of(workspace).query, workspace] as const;

  const forgetOld = async (): Promise<void> => {
    const before = new Date(getEngine().clock.now().getTime() - keptDays * 86_400_000);
    await getEngine().database.query('delete from outgoing_mail where created_at < $1', [
      before.toISOString(),
    ]);
  };

  return {
    works: mail.works,
    worksFor,
    own,
    publicUrl: mail.publicUrl,
    async release({ query }, workspace) {
      const { rows } = await query<{ id: string }>(
        `update outgoing_mail set state = 'waiting', held_for = null where held_for = $1 and state = 'held' returning id`,
        [workspace],
      );
      for (const { id } of rows)
        await jobs?.send(queueName, { id }, { tx: { query }, singletonKey: id });
    },
    try: (message, by) => mail.send(newId(), letterOf(message), by),
    async queue(connection, kind, content) {
      const { workspace } = content;
      if (!(workspace ? await worksFor(connection.query, workspace) : mail.works)) return;
      const id = newId();
      await connection.query(
        `insert into outgoing_mail (id, kind, content, state, created_at) values ($1, $2, $3, 'waiting', $4)`,
        [id, kind, sealer.seal(JSON.stringify(content)), now()],
      );
      await jobs?.send(queueName, { id }, { tx: connection });
    },
    async run(given) {
      jobs = given;
      await given.define<{ id: string }>(
        queueName,
        { concurrency: 2, ...patience },
        async ({ data: { id } }) => {
          const group = await ownWayOf(id);
          if (group) await given.send(ownQueueName, { id }, { singletonKey: id, group });
          else await deliver(id);
        },
      );
      await given.define<{ id: string }>(
        ownQueueName,
        { concurrency: 4, concurrencyOfGroup: 1, ...patience },
        ({ data }) => deliver(data.id),
      );
      await jobs.define('mail.old', {}, forgetOld);
      await jobs.schedule('mail.old', '55 3 * * *');
      const since = new Date(getEngine().clock.now().getTime() - freshHours * 3_600_000);
      const { rows } = await getEngine().database.query<{ id: string }>(
        `select id from outgoing_mail where state = 'waiting' and created_at > $1`,
        [since.toISOString()],
      );
      for (const { id } of rows) await jobs.send(queueName, { id }, { singletonKey: id });
    },
  };
}

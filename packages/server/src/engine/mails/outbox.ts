import type { Connection, Query } from '../../platform/db.ts';
import { newId } from '../../platform/id.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Mail } from '../../platform/mail.ts';
import type { MailServer } from '../../platform/outbound/mail-server.ts';
import { NotSent, type Outlook } from '../../platform/not-sent.ts';
import type { Sealer } from '../../platform/seal.ts';
import type { SealedColumn } from '../../platform/seal-anew.ts';
import type { Engine, Feature } from '../engine.ts';
import { openHeld } from './held.ts';
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
  /**
   * Sends at once, by a server that may be a draft of the workspace's. Throws {@link NotSent}. Where it is the one that
   * holds, what waited for it goes as well.
   */
  try(message: Message, by: MailServer, workspace: string): Promise<void>;
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
/** One that could not be sent for so long is not tried again by a server that starts or by another login: its news is old. */
const freshHours = 24;

/** A login of the operator is put right by a restart, which tries again what waits. */
const states = {
  later: 'waiting',
  changed: 'waiting',
  never: 'refused',
  unsure: 'unsure',
} satisfies Record<Outlook, string>;

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
  /**
   * Workspaces whose own server is being talked to. Workers that look for a job at the same moment may find two of one
   * group: a wrong login would be tried by each.
   */
  const underWay = new Set<string>();
  const worksFor = async (query: Query, workspace: string): Promise<boolean> =>
    mail.works || (await own.of(query, workspace)) !== null;
  const opened = (content: string) => JSON.parse(sealer.open(content)) as Content;
  const now = (): string => getEngine().clock.now().toISOString();
  const mark = async (id: string, state: string, error: string | null = null): Promise<void> => {
    await getEngine().database.query(
      `update outgoing_mail set state = $2, error = $3,
         content = case when $2 = 'waiting' then content else '' end where id = $1`,
      [id, state, error],
    );
  };
  const held = openHeld({
    placeOf: (workspace) => getEngine().database.of(workspace),
    now: () => getEngine().clock.now(),
    ...{ own, freshHours, queueName },
  });

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
        if (await held.holds(id, content['workspace'])) return;
        by = await own.open(...of(content['workspace']));
        head = await letterhead?.(engine, content['workspace']);
      }
    } catch (error) {
      await mark(id, 'waiting', 'it could not be written');
      throw error;
    }
    if (!message) return mark(id, 'nobody');
    const workspace = by && content['workspace'];
    try {
      await mail.send(id, letterOf(message, head), by ?? undefined);
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      engine.log.warn({ mail: id, kind: row.kind, reason: error.message }, 'a mail was not sent');
      const isNoted = by && workspace && (await held.failed(id, workspace, by, error));
      if (isNoted && error.outlook === 'changed') return;
      await mark(id, states[error.outlook], error.message);
      if (states[error.outlook] === 'waiting') throw error;
      return;
    }
    await mark(id, 'sent');
    if (by && workspace) await held.went(workspace, by);
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
    release: held.release,
    async try(message, by, workspace) {
      await mail.send(newId(), letterOf(message), by);
      await held.went(workspace, by);
    },
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
          if (group) await given.send(ownQueueName, { id, group }, { singletonKey: id, group });
          else await deliver(id);
        },
      );
      await given.define<{ id: string; group?: string }>(
        ownQueueName,
        { concurrency: 4, concurrencyOfGroup: 1, ...patience },
        async ({ data: { id, group = id } }) => {
          if (underWay.has(group)) {
            const startAfter = new Date(Date.now() + 1000);
            await given.send(ownQueueName, { id, group }, { singletonKey: id, group, startAfter });
            return;
          }
          underWay.add(group);
          await deliver(id).finally(() => underWay.delete(group));
        },
      );
      await held.run(given);
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

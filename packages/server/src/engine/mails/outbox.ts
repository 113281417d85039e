import type { Connection } from '../../platform/db.ts';
import { newId } from '../../platform/id.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { type Mail, NotSent } from '../../platform/mail.ts';
import type { Sealer } from '../../platform/seal.ts';
import type { SealedColumn } from '../../platform/seal-anew.ts';
import type { Engine } from '../engine.ts';
import { letterOf, type Message } from './letter.ts';

/** What a letter is made of; kept encrypted until it has been sent. */
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
  /** False: this server sends no mail, and what would be in it has to be shown. */
  works: boolean;
  /** Where links lead to; never taken from what a caller says. Without a slash at the end. */
  publicUrl: string;
  /** Queues a letter of a kind that a feature writes; it goes out if and only if the transaction commits. */
  queue(connection: Connection, kind: string, content: Content): Promise<void>;
}

/** What waits to be sent, as the database keeps it. */
export const mailSealed: SealedColumn = {
  table: 'outgoing_mail',
  key: 'id',
  column: 'content',
  purpose: 'mail',
};

const queueName = 'mail';
const keptDays = 30;
/** One that could not be sent for so long is not tried again by a server that starts: its news is old. */
const freshHours = 24;

interface Parts {
  mail: Mail;
  sealer: Sealer;
  writers: Record<string, Writer>;
}

/**
 * A letter is marked before it is handed over and after it was accepted. What the mail server refused for
 * the moment is tried again; what a crash left between the two marks is not, since it may have arrived.
 */
export function openMails(
  getEngine: () => Engine,
  { mail, sealer, writers }: Parts,
): Mails & { run(jobs: Jobs): Promise<void> } {
  let jobs: Jobs | null = null;
  const now = (): string => getEngine().clock.now().toISOString();
  const mark = async (id: string, state: string, error: string | null = null): Promise<void> => {
    await getEngine().database.query(
      `update outgoing_mail set state = $2, error = $3,
         content = case when $2 = 'waiting' then content else '' end where id = $1`,
      [id, state, error],
    );
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
    let message: Message | null;
    try {
      message = await write(engine, JSON.parse(sealer.open(row.content)), mail.publicUrl);
    } catch (error) {
      await mark(id, 'waiting', 'it could not be written');
      throw error;
    }
    if (!message) return mark(id, 'nobody');
    try {
      await mail.send(id, letterOf(message));
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      const states = { later: 'waiting', never: 'refused', unsure: 'unsure' } as const;
      await mark(id, states[error.outlook], error.message);
      engine.log.warn({ mail: id, kind: row.kind, reason: error.message }, 'a mail was not sent');
      if (error.outlook === 'later') throw error;
      return;
    }
    await mark(id, 'sent');
  };

  const forgetOld = async (): Promise<void> => {
    const before = new Date(getEngine().clock.now().getTime() - keptDays * 86_400_000);
    await getEngine().database.query('delete from outgoing_mail where created_at < $1', [
      before.toISOString(),
    ]);
  };

  return {
    works: mail.works,
    publicUrl: mail.publicUrl,
    async queue(connection, kind, content) {
      if (!mail.works) return;
      const id = newId();
      await connection.query(
        `insert into outgoing_mail (id, kind, content, state, created_at) values ($1, $2, $3, 'waiting', $4)`,
        [id, kind, sealer.seal(JSON.stringify(content)), now()],
      );
      await jobs?.send(queueName, { id }, { tx: connection });
    },
    async run(given) {
      jobs = given;
      await jobs.define<{ id: string }>(
        queueName,
        { concurrency: 2, retryLimit: 10, retryDelay: 5 },
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

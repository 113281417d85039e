import type { Connection, Place, Query } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { NotSent } from '../../platform/not-sent.ts';
import type { MailServer } from '../../platform/outbound/mail-server.ts';
import { answersAlike, type OwnServers } from './own-servers.ts';

/** Letters that wait for their workspace to put the login of its own mail server right. */
export interface Held {
  /** Before a letter is tried: it is held where a letter before it was refused for the login. */
  holds(id: string, workspace: string): Promise<boolean>;
  /**
   * Keeps what went wrong when a letter was tried, and holds the letter where only another login can help. False: the
   * settings are others by now, of which that says nothing; the letter is as it was.
   */
  failed(id: string, workspace: string, by: MailServer, failure: NotSent): Promise<boolean>;
  /** A letter went by this server: nothing is wrong any more, and what waited goes too. */
  went(workspace: string, by: MailServer): Promise<void>;
  /** What is held goes on its way if and only if the transaction commits. */
  release(connection: Connection, workspace: string): Promise<void>;
  run(jobs: Jobs): Promise<void>;
}

interface Parts {
  placeOf(workspace: string): Place;
  now(): Date;
  own: OwnServers;
  /** Older ones are not sent any more: their news is old. */
  freshHours: number;
  /** Where letters are put on their way, by `{ id }`. */
  queueName: string;
}

const releaseName = 'mail.release';
/** As many are put on their way at once: nobody who changes the settings waits for more. */
const portion = 100;

export function openHeld({ placeOf, now, own, freshHours, queueName }: Parts): Held {
  let jobs: Jobs | null = null;

  /** Nobody changes the settings meanwhile. */
  const locked = <T>(workspace: string, work: (connection: Connection) => Promise<T>): Promise<T> =>
    placeOf(workspace).tx(async (connection) => {
      await own.lock(connection.query, workspace);
      return work(connection);
    });

  /** What the server said to the login that is still the one; null: it may be tried. */
  const refusalOf = async (query: Query, workspace: string): Promise<string | null> => {
    const failed = (await own.of(query, workspace))?.failed;
    return failed?.outlook === 'changed' ? failed.answer : null;
  };

  const hold = (query: Query, id: string, workspace: string, answer: string) =>
    query(
      `update outgoing_mail set state = 'held', held_for = $2, error = $3
       where id = $1 and state = 'trying'`,
      [id, workspace, answer],
    );

  const release = async (connection: Connection, workspace: string): Promise<void> => {
    await jobs?.send(releaseName, { workspace }, { tx: connection, singletonKey: workspace });
  };

  /** False: there is no more to release. */
  const releaseSome = (workspace: string): Promise<boolean> =>
    locked(workspace, async (connection) => {
      const { query } = connection;
      // Also the new login is refused.
      if ((await refusalOf(query, workspace)) !== null) return false;
      const since = new Date(now().getTime() - freshHours * 3_600_000).toISOString();
      await query(
        `update outgoing_mail set state = 'refused', content = '', held_for = null
         where held_for = $1 and created_at <= $2`,
        [workspace, since],
      );
      const { rows } = await query<{ id: string }>(
        `update outgoing_mail set state = 'waiting', held_for = null
         where id in (select id from outgoing_mail where held_for = $1 order by id limit ${portion})
         returning id`,
        [workspace],
      );
      await jobs?.sendAll(queueName, rows, connection);
      return rows.length === portion;
    });

  return {
    async holds(id, workspace) {
      if ((await refusalOf(placeOf(workspace).query, workspace)) === null) return false;
      return locked(workspace, async ({ query }) => {
        const answer = await refusalOf(query, workspace);
        if (answer !== null) await hold(query, id, workspace, answer);
        return answer !== null;
      });
    },
    failed: (id, workspace, by, { outlook, trouble, message }) =>
      locked(workspace, async ({ query }) => {
        if (!answersAlike(by, await own.open(query, workspace))) return false;
        const answer = message.slice(0, 500);
        await own.note(query, workspace, { outlook, trouble, answer, at: now().toISOString() });
        if (outlook === 'changed') await hold(query, id, workspace, message);
        return true;
      }),
    async went(workspace, by) {
      if (!(await own.of(placeOf(workspace).query, workspace))?.failed) return;
      await locked(workspace, async (connection) => {
        if (!answersAlike(by, await own.open(connection.query, workspace))) return;
        await own.note(connection.query, workspace, null);
        await release(connection, workspace);
      });
    },
    release,
    async run(given) {
      jobs = given;
      await given.define<{ workspace: string }>(releaseName, {}, async ({ data }) => {
        while (await releaseSome(data.workspace));
      });
    },
  };
}

import type { Database } from '../../platform/db.ts';
import { forgetCounts } from '../records/count.ts';
import type { Notice, Work } from '../work.ts';

/** What is told to open screens: a change of records, the state of long work, a notification. */
export interface LiveMessage {
  workspace: string;
  /** Only for this user; missing: for everybody who may see it. */
  user?: string;
  kind: 'change' | 'work' | 'notification';
  data: Notice | Record<string, unknown>;
}

type Hear = (message: LiveMessage) => void;

export interface Live {
  /** Sends the work's notices with the commit of its transaction, to the other processes as well. */
  announce(work: Work): Promise<void>;
  /** After the commit: what this process remembers of counts may be wrong now. */
  committed(work: Work): void;
  /** Sends one message: at once, or with the commit of the transaction whose `query` is given. */
  send(message: LiveMessage, query?: Database['query']): Promise<void>;
  /** Returns a function that stops it. `onGap`: the database was away, and what was sent meanwhile is lost. */
  hear(hear: Hear, onGap?: () => void): () => void;
}

const channel = 'relata_live';
/** NOTIFY takes less than 8,000 bytes; beyond this many ids the screens are told 'many'. */
const mostIds = 100;

/** Live updates go through the database's NOTIFY, so that they come with the commit or not at all. */
export async function openLive(database: Database): Promise<Live> {
  const hearing = new Set<{ hear: Hear; onGap: (() => void) | undefined }>();
  await database.listen(
    channel,
    (payload) => {
      const message = JSON.parse(payload) as LiveMessage;
      for (const { hear } of hearing) hear(message);
    },
    () => {
      for (const { onGap } of hearing) onGap?.();
    },
  );
  const notify = async (query: Database['query'], message: LiveMessage) => {
    const payload = JSON.stringify(message);
    if (Buffer.byteLength(payload) < 7900)
      await query('select pg_notify($1, $2)', [channel, payload]);
  };
  return {
    async announce(work) {
      for (const notice of work.notices) {
        const { ids, ...rest } = notice;
        const data: Notice = ids && ids.length <= mostIds ? notice : rest;
        await notify(work.connection.query, { workspace: work.workspace.id, kind: 'change', data });
      }
    },
    committed(work) {
      if (work.notices.some((notice) => notice.action === 'delete')) forgetCounts();
    },
    send: (message, query = database.query) => notify(query, message),
    hear(hear, onGap) {
      const one = { hear, onGap };
      hearing.add(one);
      return () => void hearing.delete(one);
    },
  };
}

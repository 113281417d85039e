import pg from 'pg';
import { messageOf } from './error-facts.ts';
import type { Log } from './log.ts';

export interface Listener {
  /**
   * Calls back with the payload of every NOTIFY on the channel. `onGap` is called when the connection
   * was lost and is back: what was sent meanwhile never arrives, so caches must be dropped.
   * Resolves with what stops it.
   */
  listen(
    channel: string,
    onMessage: (payload: string) => void,
    onGap?: () => void,
  ): Promise<() => void>;
  stop(): Promise<void>;
}

interface Ear {
  channel: string;
  onMessage: (payload: string) => void;
  onGap: (() => void) | undefined;
}

/** One connection of its own for all channels, opened when first needed and again whenever it is lost. */
export function createListener(settings: pg.ClientConfig, log: Log): Listener {
  const ears = new Set<Ear>();
  let client: pg.Client | undefined;
  let opening: Promise<void> | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let pause = 100;
  /** One statement at a time: the driver is about to stop queueing them itself. */
  let queue = Promise.resolve();

  const subscribe = (on: pg.Client, channel: string): Promise<void> => {
    const turn = queue.then(async () => {
      await on.query(`listen ${on.escapeIdentifier(channel)}`);
    });
    queue = turn.catch(() => {});
    return turn;
  };

  const open = async (): Promise<void> => {
    const next = new pg.Client({ ...settings, keepAlive: true, connectionTimeoutMillis: 5_000 });
    next.on('error', (error) => log.debug({ reason: error.message }, 'listening was interrupted'));
    next.on('notification', ({ channel, payload }) => {
      for (const ear of ears) if (ear.channel === channel) ear.onMessage(payload ?? '');
    });
    try {
      await next.connect();
      for (const channel of new Set([...ears].map((ear) => ear.channel))) {
        await next.query(`listen ${next.escapeIdentifier(channel)}`);
      }
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    next.once('end', () => {
      client = undefined;
      if (!stopped) reopenLater();
    });
    client = next;
    pause = 100;
  };

  const reopenLater = (): void => {
    timer = setTimeout(() => {
      open().then(
        () => ears.forEach((ear) => ear.onGap?.()),
        (error: unknown) => {
          log.warn({ reason: messageOf(error) }, 'cannot listen to the database');
          pause = Math.min(pause * 2, 5_000);
          if (!stopped) reopenLater();
        },
      );
    }, pause);
  };

  return {
    async listen(channel, onMessage, onGap) {
      const ear: Ear = { channel, onMessage, onGap };
      ears.add(ear);
      if (client) await subscribe(client, channel);
      else await (opening ??= open().finally(() => (opening = undefined)));
      return () => ears.delete(ear);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

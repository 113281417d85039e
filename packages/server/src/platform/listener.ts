import pg from 'pg';
import { asRefusal } from './database-errors.ts';
import { messageOf } from './error-facts.ts';
import type { Log } from './log.ts';

export interface Listener {
  /**
   * Calls back with the payload of every NOTIFY on the channel. `onGap` is called when the connection
   * was lost and is back: what was sent meanwhile never arrives, so caches must be dropped.
   * Resolves with what stops it; refuses `unavailable`.
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

/** An open connection and the channels that it has asked for. */
interface Line {
  client: pg.Client;
  channels: Set<string>;
  /** One statement at a time: the driver is about to stop queueing them itself. */
  last: Promise<void>;
}

/** One connection of its own for all channels, opened when first needed and again whenever it is lost. */
export function createListener(settings: pg.ClientConfig, log: Log): Listener {
  const ears = new Set<Ear>();
  let line: Line | undefined;
  let opening: Promise<Line> | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let pause = 100;

  const open = async (): Promise<Line> => {
    const client = new pg.Client({
      ...settings,
      application_name: 'relata listener',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', ({ message }) =>
      log.debug({ reason: message }, 'listening was interrupted'),
    );
    client.on('notification', ({ channel, payload }) => {
      for (const ear of ears) if (ear.channel === channel) ear.onMessage(payload ?? '');
    });
    await client.connect();
    if (stopped) {
      await client.end();
      throw new Error('client was closed');
    }
    const opened: Line = { client, channels: new Set(), last: Promise.resolve() };
    client.once('end', () => {
      line = undefined;
      if (!stopped) reopenLater();
    });
    line = opened;
    pause = 100;
    return opened;
  };

  const opened = async (): Promise<Line> => {
    if (line) return line;
    opening ??= open().finally(() => (opening = undefined));
    return opening;
  };

  const reopen = async (): Promise<void> => {
    const next = await opened();
    for (const { channel } of ears) await subscribe(next, channel);
    for (const ear of ears) ear.onGap?.();
  };

  const reopenLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reopen().catch((error: unknown) => {
        log.warn({ reason: messageOf(error) }, 'cannot listen to the database');
        pause = Math.min(pause * 2, 5_000);
        // A line that was opened and lost again brings itself back.
        if (!stopped && !line) reopenLater();
      });
    }, pause);
  };

  return {
    async listen(channel, onMessage, onGap) {
      const ear: Ear = { channel, onMessage, onGap };
      ears.add(ear);
      try {
        await subscribe(await opened(), channel);
      } catch (error) {
        ears.delete(ear);
        throw asRefusal(error);
      }
      return () => ears.delete(ear);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await line?.client.end().catch(() => {});
    },
  };
}

function subscribe(line: Line, channel: string): Promise<void> {
  const turn = line.last.then(async () => {
    if (line.channels.has(channel)) return;
    await line.client.query(`listen ${line.client.escapeIdentifier(channel)}`);
    line.channels.add(channel);
  });
  line.last = turn.catch(() => {});
  return turn;
}

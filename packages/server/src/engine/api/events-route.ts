import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type Actor, isId, may, objectOf, privateTo, reach, Refusal } from '@relata/model';
import { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { LiveMessage } from '../events/live.ts';
import { isDoerKept } from '../history/doer.ts';
import { tableOf } from '../tables/table.ts';
import { type Notice, reachable, reading, statement } from '../work.ts';
import type { Api } from './api.ts';
import { describes, text } from './open-api-described.ts';

/** Proxies close what is silent for a minute; browsers notice a dead line by it. */
const heartbeatMs = 15_000;
/** So long at most somebody who was signed out goes on hearing, or goes by rights that are not theirs any more. */
const identifyMs = 5_000;
/** Windows that one person keeps open. */
const mostEach = 10;
/** Bytes that wait for a slow reader before it is told to look at everything anew. */
const mostWaiting = 64 * 1024;

/**
 * `GET /events`, server-sent: `hello` at the beginning, whenever something may have been missed, and when the caller's
 * role, teams or rights are others: whatever they have asked for may have another answer now,
 * `change` {object, ids?, batch, action, by} of what the caller may read, `catalog` when the workspace shaped itself
 * anew, `work` and `notification` of their own. Ends with the session, and when the server is about to stop.
 */
export function addEventsRoute(
  app: FastifyInstance,
  { engine, identify }: Api,
  { draining }: { draining: AbortSignal },
): void {
  const open = new Map<string, number>();

  app.get(
    '/events',
    {
      ...describes({
        about: 'events',
        summary: 'What changes, as server-sent events: hello, change, catalog, work, notification',
        query: z.object({ viewAs: z.uuid().optional() }),
        content: { 'text/event-stream': text() },
      }),
      // HEAD would open a line that nobody reads and nobody closes.
      exposeHeadRoute: false,
    },
    async (request, reply) => {
      let actor = await identify(request);
      const who = `${actor.workspace} ${actor.viewedBy?.user ?? actor.user ?? actor.name}`;
      const others = open.get(who) ?? 0;
      if (others >= mostEach)
        throw new Refusal('too_many', `at most ${mostEach} at once`, {
          details: { limit: mostEach, retryAfter: 60 },
        });
      if (draining.aborted) throw new Refusal('unavailable', 'The server is about to restart.');
      open.set(who, others + 1);

      const { stream, say, missed, end } = eventStream();
      let telling = Promise.resolve();
      const deaf = engine.live.hear((message) => {
        if (message.workspace !== actor.workspace) return;
        // One after the other, so that they arrive in the order in which they happened.
        telling = telling
          .then(async () => {
            const data = await heardBy(engine, actor, message);
            if (data) say(message.kind, data);
          })
          .catch(missed);
      }, missed);
      // Names, fields and layouts of the workspace: each screen asks for what it may see of them.
      const unaware = engine.workspaces.onChange((id) => {
        if (id === actor.workspace) say('catalog', {});
      });
      const beating = setInterval(() => say(null, null), heartbeatMs);
      const checking = setInterval(() => {
        identify(request).then(
          (found) => {
            const isOther = reachOf(found) !== reachOf(actor);
            actor = found;
            if (isOther) missed();
          },
          (error: unknown) => {
            if (error instanceof Refusal && error.code !== 'unavailable') end();
          },
        );
      }, identifyMs);
      draining.addEventListener('abort', end);
      stream.once('close', () => {
        deaf();
        unaware();
        clearInterval(beating);
        clearInterval(checking);
        draining.removeEventListener('abort', end);
        const left = (open.get(who) ?? 1) - 1;
        if (left) open.set(who, left);
        else open.delete(who);
      });
      return reply
        .type('text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(stream);
    },
  );
}

/** What decides what somebody sees and does, in a form that can be compared. */
function reachOf({ role, roles, visibility, circle }: Actor): string {
  // That some record of an object has been restricted says nothing to those who saw none of it.
  const { teams = [], team = [], teamAndBelow = [], subordinates = [] } = circle ?? {};
  const colleagues = [teams, team, teamAndBelow, subordinates].map((ids) => ids.toSorted());
  return JSON.stringify([role, roles, visibility, colleagues]);
}

/** A stream that never holds more than a slow reader can take: what is left out is made up for by a new `hello`. */
function eventStream() {
  let behind = false;
  const hello = 'event: hello\ndata: {}\n\n';
  const stream = new Readable({
    read() {
      if (!behind) return;
      behind = false;
      stream.push(hello);
    },
  });
  stream.push(`retry: 3000\n${hello}`);
  return {
    stream,
    /** Without an event it is a comment, which keeps the line alive. */
    say(event: string | null, data: unknown): void {
      if (stream.destroyed || stream.readableEnded || behind) return;
      if (stream.readableLength > mostWaiting) behind = true;
      else
        stream.push(
          event === null ? ':\n\n' : `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
        );
    },
    missed(): void {
      if (!stream.destroyed && !behind) stream.push(hello);
    },
    end(): void {
      if (!stream.destroyed) stream.push(null);
    },
  };
}

/** What the actor is told of a message; null: nothing. */
async function heardBy(engine: Engine, actor: Actor, message: LiveMessage): Promise<object | null> {
  if (message.user !== undefined) return message.user === privateTo(actor) ? message.data : null;
  if (message.kind !== 'change') return null;
  const told = message.data as Notice;
  const work = await reading(engine, actor);
  const object = objectOf(work.catalog, told.object);
  if (!may(actor, 'read', object)) return null;
  const isKept = isDoerKept(work, object.name, told.action, told.by);
  const notice = isKept ? { ...told, by: null } : told;
  const limits = reach(actor, 'read', object, work.catalog);
  if (!notice.ids || !limits || !Object.keys(limits).length) return notice;
  // Deleted ones as well: who saw them is told that they are gone.
  const made = statement(work);
  const { rows } = await work.connection.query<{ id: string }>(
    `select t.id from ${tableOf(object)} t where t.workspace_id = $1
       and t.id = any(${made.parameters.add(notice.ids.filter(isId), 'uuid[]')}) and ${reachable(work, object, 'read', 't', made)}`,
    made.parameters.values,
  );
  return rows.length ? { ...notice, ids: rows.map((row) => row.id) } : null;
}

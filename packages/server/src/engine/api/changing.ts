import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, objectOf } from '@relata/model';
import type { Connection } from '../../platform/db.ts';
import type { Engine } from '../engine.ts';
import { rehearse, tooManyAtOnce } from '../long-work/followers.ts';
import type { WorkItem } from '../long-work/long-work.ts';
import type { Batch } from '../records/batch.ts';
import { unremove } from '../records/remove.ts';
import type { Work } from '../work.ts';
import { type Answer, once, onceBy } from './once.ts';

/**
 * Answers a change at once, or, where too much follows from it (a tag that a hundred thousand records carry gets
 * another name), by 202 with the work that makes it in the background.
 */
export async function changing(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  { object, ...wanted }: Batch & { object: string },
  task: (work: Work) => Promise<Answer>,
): Promise<FastifyReply> {
  const total = await tooManyAtOnce(engine, actor, object, wanted);
  if (total === null) return once(engine, request, reply, actor, task);
  // Taking much out of the recycle bin is what takes long: it is tried without what comes back with it.
  const { restore } = wanted;
  await rehearse(engine, actor, (work) =>
    restore ? unremove(work, objectOf(work.catalog, object), restore) : task(work),
  );
  const work = { kind: 'change', object: null, input: { object, wanted, total } };
  return onceBy(engine, request, reply, actor, (keep) => inBackground(engine, actor, work, keep));
}

/** Starts long work in the transaction that keeps its answer: 202, with the work. */
export async function inBackground(
  engine: Engine,
  actor: Actor,
  wanted: Parameters<Engine['longWork']['start']>[1],
  keep: (connection: Connection, answer: Answer) => Promise<void>,
): Promise<Answer> {
  const answerOf = (item: WorkItem): Answer => ({
    status: 202,
    body: JSON.stringify({ data: item }),
  });
  return answerOf(
    await engine.longWork.start(actor, wanted, (connection, item) =>
      keep(connection, answerOf(item)),
    ),
  );
}

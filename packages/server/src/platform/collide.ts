import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@relata/model';
import { codeOf } from './error-facts.ts';

/** Two transactions each waited for the other, or saw what the other had changed: the database has ended one. */
const collisions = new Set(['40001', '40P01']);
const mostTurns = 4;
/** So that two who met do not meet again; twice as long after each turn. */
const waitMs = 25;

/**
 * What `attempt` does in one transaction, and up to three times more where that stood in another's way and
 * nothing of it is left: nobody has to be told to try again what we can. Nothing of an attempt may leave its
 * transaction before it commits.
 */
export async function throughCollisions<T>(attempt: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await attempt();
    } catch (problem) {
      if (turn === mostTurns || !isCollision(problem)) throw problem;
    }
    await sleep(Math.random() * waitMs * 2 ** turn);
  }
}

const isCollision = (problem: unknown): boolean =>
  problem instanceof Refusal && collisions.has(codeOf(problem.cause) ?? '');

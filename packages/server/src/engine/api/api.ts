import type { FastifyRequest } from 'fastify';
import type { Actor } from '@relata/model';
import type { Engine } from '../engine.ts';

/** What routes need: the engine, and who asks. `identify` refuses `unauthenticated`. */
export interface Api {
  engine: Engine;
  identify: (request: FastifyRequest) => Promise<Actor>;
}

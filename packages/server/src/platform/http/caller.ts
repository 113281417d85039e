import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

/** From where a request comes, as far as it can be known. */
export interface From {
  /** IP address. */
  address: string;
  /** What the program says of itself; null: nothing. */
  agent: string | null;
  /** What has been written into the log for it; missing where nobody asks. */
  noted?: Noted[];
}

/** An entry of the log by its number. */
export interface Noted {
  number: number;
  action: string;
  details: Record<string, unknown>;
}

const now = new AsyncLocalStorage<From>();
const longestAgent = 300;

/** From where the request comes that is being answered; null outside of one. */
export const callerNow = (): From | null => now.getStore() ?? null;

/** Lets whatever `run` calls ask from where it comes. */
export const callingFrom = <T>(from: From, run: () => T): T => now.run(from, run);

/** Lets whatever a route calls ask for it, so that it need not be handed through everything in between. */
export function rememberCaller(app: FastifyInstance): void {
  app.addHook('preHandler', (request, _reply, done) => {
    const agent = request.headers['user-agent']?.slice(0, longestAgent) ?? null;
    callingFrom({ address: request.ip, agent, noted: [] }, done);
  });
}

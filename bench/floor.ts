import type pg from 'pg';
import { reading, type Work } from '../packages/server/src/engine/work.ts';
import type { Engine } from '../packages/server/src/engine/engine.ts';
import type { Actor } from '@relata/model';

/** A statement that the server sends for a request. */
export interface Sent {
  text: string;
  values: unknown[];
}

/** Does in this process what the server does for a request, and notes the statements. */
export async function statementsOf(
  engine: Engine,
  actor: Actor,
  task: (work: Work) => Promise<unknown>,
): Promise<Sent[]> {
  const work = await reading(engine, actor);
  const sent: Sent[] = [];
  const { query } = work.connection;
  await task({
    ...work,
    connection: {
      query(text, values, options) {
        sent.push({ text, values: [...(values ?? [])] });
        return query(text, values, options);
      },
    },
  });
  return sent;
}

/** The same statements by a bare client. */
export async function replay(client: pg.Client, statements: Sent[]): Promise<void> {
  for (const { text, values } of statements) await client.query(text, values);
}

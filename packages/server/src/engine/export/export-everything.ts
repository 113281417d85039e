import { setTimeout } from 'node:timers/promises';
import { type Actor, may, Refusal, viewingAs } from '@relata/model';
import type { Engine } from '../engine.ts';
import { reading } from '../work.ts';
import { type Export, exportRecords } from './export-records.ts';
import { zip, type ZipPart } from './zip.ts';

/**
 * All records of every object that the actor may take out, a CSV file of each in one archive (OO-SET-03). It is sent
 * while it is read and kept nowhere: no copy of a whole firm lies about for somebody to find. Refuses who may take out nothing.
 */
export async function exportEverything(
  engine: Engine,
  actor: Actor,
): Promise<Omit<Export, 'rows'>> {
  if (actor.viewedBy) throw viewingAs();
  const { seen, today } = await reading(engine, actor);
  const objects = Object.values(seen.objects).filter((one) => may(actor, 'export', one));
  if (!objects.length) throw new Refusal('forbidden', 'you may export nothing', { reason: 'role' });
  async function* parts(): AsyncGenerator<ZipPart, void, undefined> {
    for (const { name, plural } of objects) {
      const { content } = await inTurn(() =>
        exportRecords(engine, actor, name, { format: 'csv', columns: '*' }),
      );
      yield { name: `${plural}.csv`, pieces: texts(content) };
    }
  }
  return {
    fileName: `relata-${today}.zip`,
    contentType: 'application/zip',
    content: zip(parts()),
  };
}

/** The archive has begun: where others export just now, the next file waits for them. */
async function inTurn(task: () => Promise<Export>): Promise<Export> {
  for (;;)
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'too_many') throw error;
      await setTimeout(500);
    }
}

async function* texts(pieces: Export['content']): AsyncGenerator<string, void, undefined> {
  for await (const piece of pieces) yield String(piece);
}

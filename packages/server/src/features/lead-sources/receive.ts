import { Refusal, systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import { read } from '#engine/records/read.ts';
import { type Work, working } from '#engine/work.ts';
import { readIncoming, type Sent } from './incoming.ts';
import type { Door } from './source-key.ts';
import { given, type Received, takeIn, twiceIfMeant } from './take-in.ts';

/** Makes a lead of what a source sent. */
export async function receive(engine: Engine, door: Door, sent: Sent): Promise<Received> {
  const actor = systemActor(door.workspace, 'lead source');
  return twiceIfMeant(() => working(engine, actor, (work) => take(work, door, sent)));
}

async function take(work: Work, door: Door, sent: Sent): Promise<Received> {
  const source = await read(work, 'leadSource', door.source);
  // What nobody works with nothing comes into (OO-PERM-08).
  if (source['active'] !== true || work.catalog.objects['lead']?.off)
    throw new Refusal('conflict', 'this source takes nothing at present', { reason: 'source_off' });
  const mapping = (source['mapping'] ?? {}) as Record<string, string>;
  const incoming = readIncoming(work, sent, mapping);
  const received = await takeIn(
    work,
    {
      origin: String(source['origin']),
      usual: given(source, 'source', 'campaign', 'priority'),
      tags: source['tags'],
      fixed: { receivedFrom: door.source },
    },
    incoming,
  );
  if (received.isNew)
    await work.connection.query(
      'update lead_source_key set received = received + 1, last_received_at = $3 where workspace_id = $1 and source_id = $2',
      [work.workspace.id, door.source, work.now],
    );
  return received;
}

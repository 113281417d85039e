import { Refusal, systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import { create } from '#engine/records/create.ts';
import { read } from '#engine/records/read.ts';
import { type Work, working } from '#engine/work.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import type { Door } from './source-key.ts';

/** A lead that came in: made now, or there already under the same id of the sender's. */
export interface Received {
  id: string;
  isNew: boolean;
}

/**
 * Makes a lead of what a source sent; the rules take it from there (EP-LPROC-02). The same external id makes one lead,
 * however often and however many at once (EP-LPROC-01).
 */
export async function receive(engine: Engine, door: Door, body: unknown): Promise<Received> {
  const actor = systemActor(door.workspace, 'lead source');
  const attempt = () => working(engine, actor, (work) => take(work, door, body));
  try {
    return await attempt();
  } catch (problem) {
    // Somebody else was first by a moment: what they made is found now.
    if (problem instanceof Refusal && problem.errors.some((one) => one.field === 'externalId'))
      return attempt();
    throw problem;
  }
}

async function take(work: Work, door: Door, body: unknown): Promise<Received> {
  const source = await read(work, 'leadSource', door.source);
  if (source['active'] !== true)
    throw new Refusal('conflict', 'this source takes nothing at present', { reason: 'source_off' });
  const mapping = (source['mapping'] ?? {}) as Record<string, string>;
  const incoming = readIncoming(work, body, mapping);
  const { values } = incoming;
  const origin = String(source['origin']);
  if (values['externalId']) {
    const known = await knownLead(work, origin, String(values['externalId']));
    if (known) return { id: known, isNew: false };
  }
  if (!naming.some((name) => values[name] !== undefined))
    throw new Refusal('invalid', 'a lead has at least a name, company, e-mail, phone or topic', {
      reason: 'lead_empty',
    });
  const id = await create(work, 'lead', {
    ...given(source, 'source', 'campaign', 'priority'),
    ...values,
    ...(await campaignOf(work, incoming)),
    ...described(incoming),
    tags: [...listed(source['tags']), ...listed(values['tags'])],
    externalOrigin: origin,
    receivedFrom: door.source,
    processing: 'waiting',
  });
  await work.connection.query(
    'update lead_source_key set received = received + 1, last_received_at = $3 where workspace_id = $1 and source_id = $2',
    [work.workspace.id, door.source, work.now],
  );
  return { id, isNew: true };
}

const naming = ['firstName', 'lastName', 'companyName', 'emails', 'phones', 'topic'];

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const given = (source: Record<string, unknown>, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.filter((name) => source[name] !== null).map((name) => [name, source[name]]),
  );

async function knownLead(work: Work, origin: string, externalId: string): Promise<string | null> {
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from lead where workspace_id = $1 and lower(external_origin) = lower($2) and lower(external_id) = lower($3)
       and deleted_at is null`,
    [work.workspace.id, origin, externalId],
  );
  return rows[0]?.id ?? null;
}

/** Campaigns are known by their name or by their id elsewhere. One that is not known stays a word of the description. */
async function campaignOf(work: Work, incoming: Incoming): Promise<{ campaign?: string }> {
  const named = incoming.campaign?.trim();
  if (!named) return {};
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from campaign where workspace_id = $1 and deleted_at is null and (lower(title) = lower($2) or external_id = $2)
     order by id limit 1`,
    [work.workspace.id, named],
  );
  const [found] = rows;
  if (found) return { campaign: found.id };
  incoming.rest.push(['campaign', named]);
  return {};
}

/** What no field took, line by line below what they wrote. */
function described({ values, rest }: Incoming): { description?: string } {
  if (!rest.length) return {};
  const lines = rest.map(([name, text]) => `${name}: ${text}`);
  const before = typeof values['description'] === 'string' ? [values['description'], ''] : [];
  return { description: [...before, ...lines].join('\n').slice(0, 100_000) };
}

import { Refusal } from '@relata/model';
import { create } from '#engine/records/create.ts';
import type { Work } from '#engine/work.ts';
import type { Incoming } from './incoming.ts';

/** A lead that came in: made now, or there already under the same id of the sender's. */
export interface Received {
  id: string;
  isNew: boolean;
}

/** By which way it comes: a source, a form. */
export interface Way {
  /** Under which external ids of it are known. */
  origin: string;
  /** What the way says of every lead that says nothing itself. */
  usual: Record<string, unknown>;
  tags: unknown;
  /** What the sender has no say in. */
  fixed: Record<string, unknown>;
}

/**
 * The one way in for leads from outside: makes one, which the rules take from there (EP-LPROC-02). The same external id
 * makes one lead, however often it comes (EP-LPROC-01).
 */
export async function takeIn(work: Work, way: Way, incoming: Incoming): Promise<Received> {
  const { values } = incoming;
  if (values['externalId']) {
    const known = await knownLead(work, way.origin, String(values['externalId']));
    if (known) return { id: known, isNew: false };
  }
  if (!naming.some((name) => values[name] !== undefined))
    throw new Refusal('invalid', 'a lead has at least a name, company, e-mail, phone or topic', {
      reason: 'lead_empty',
    });
  const id = await create(work, 'lead', {
    ...way.usual,
    ...values,
    ...(await campaignOf(work, incoming)),
    ...described(incoming),
    tags: [...listed(way.tags), ...listed(values['tags'])],
    ...way.fixed,
    externalOrigin: way.origin,
    processing: 'waiting',
  });
  return { id, isNew: true };
}

/** Tries once more where somebody else was first by a moment with the same external id: what they made is found then. */
export async function twiceIfMeant<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (problem) {
    if (problem instanceof Refusal && problem.errors.some((one) => one.field === 'externalId'))
      return attempt();
    throw problem;
  }
}

/** What must be there so that somebody can do something about it. */
export const naming = ['firstName', 'lastName', 'companyName', 'emails', 'phones', 'topic'];

/** Of what a source or form says, the fields that it fills. */
export const given = (
  record: Record<string, unknown>,
  ...names: string[]
): Record<string, unknown> =>
  Object.fromEntries(
    names.filter((name) => record[name] !== null).map((name) => [name, record[name]]),
  );

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

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

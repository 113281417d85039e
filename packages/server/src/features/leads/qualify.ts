import { invalid, type RecordRef, Refusal } from '@relata/model';
import type { ActionHandler } from '#engine/actions.ts';
import { emit } from '#engine/events/emit.ts';
import { create } from '#engine/records/create.ts';
import { possibleDuplicates } from '#engine/duplicates/possible-duplicates.ts';
import { update } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { comeAlong } from './come-along.ts';
import { readIfSeen, type Values } from './carried.ts';
import { startingValues } from './starting-values.ts';
import { statusThatMeans } from './statuses.ts';

/**
 * Makes a deal of a lead, with its company and person, in one go (EP-LEAD-11). Of each, what is named is taken, what
 * is asked for anew is made, else what the duplicate check finds is reused (pain 27). Notes, activities and files come
 * along. Undoing the batch brings the lead back as it was.
 */
export const qualify: ActionHandler = async ({ work, record, input }) => {
  const starting = await startingValues(work, record);
  const company = await found(work, 'company', starting.company, {
    id: input['company'] ?? record['company'],
    anew: input['newCompany'],
  });
  const person = await found(work, 'person', starting.person && { company, ...starting.person }, {
    id: input['person'] ?? record['person'],
    anew: input['newPerson'],
  });
  const deal = await dealOf(work, input, {
    ...starting.deal,
    ...(company && { company }),
    ...(person && { people: [person] }),
  });
  await update(work, 'lead', record.id, {
    status: await statusThatMeans(work, 'qualified'),
    company,
    person,
    deal,
  });
  await comeAlong(work, { object: 'lead', id: record.id }, { object: 'deal', id: deal });
  await emit(work, 'lead.qualified', 'lead', [record.id], { deal });
  return firstSeen(work, { deal, person, company });
};

/** What came of it and who qualifies may see: there one goes on. */
async function firstSeen(
  work: Work,
  came: Record<string, string | null>,
): Promise<RecordRef | undefined> {
  for (const [object, id] of Object.entries(came))
    if (id !== null && (await readIfSeen(work, object, id, 'id'))) return { object, id };
  return undefined;
}

/** A second time there is nothing to qualify: the deal is there. */
export const qualified: ActionHandler = async ({ record }) => {
  if (record['state'] !== 'qualified') return;
  throw new Refusal('conflict', 'this lead has been qualified already', {
    reason: 'qualified',
    details: { deal: record['deal'] },
  });
};

interface Asked {
  id: unknown;
  /** Values with which a new one is made, whatever is there already. */
  anew: unknown;
}

async function found(
  work: Work,
  name: 'company' | 'person',
  values: Values | null,
  { id, anew }: Asked,
): Promise<string | null> {
  if (anew !== null && anew !== undefined) return made(work, name, anew, values ?? {});
  if (typeof id === 'string') return id;
  if (!values) return null;
  // What is only called alike is shown to whoever asks, and not taken for the same.
  const same = (await possibleDuplicates(work, name, values)).records.find(
    (one) => one.object === name && one.strength !== 'weak',
  );
  return same?.id ?? made(work, name, {}, values);
}

async function dealOf(work: Work, input: Values, values: Values): Promise<string> {
  const given = input['deal'];
  return typeof given === 'string' ? given : made(work, 'deal', input['newDeal'] ?? {}, values);
}

/** Refusals name the part of the form: `company.name`. */
async function made(work: Work, name: string, given: unknown, values: Values): Promise<string> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalid(
      `new${name[0]?.toUpperCase()}${name.slice(1)}`,
      'malformed',
      'is an object of fields',
    );
  const changes = Object.entries({ ...values, ...given });
  try {
    return await create(
      work,
      name,
      Object.fromEntries(changes.filter(([, value]) => value !== null)),
    );
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors.length) throw error;
    throw new Refusal(error.code, error.message, {
      errors: error.errors.map((one) => ({ ...one, field: `${name}.${one.field}` })),
      ...(error.reason !== undefined && { reason: error.reason }),
      details: error.details,
    });
  }
}

import {
  type AnyRecord,
  ApiProblem,
  type BatchBody,
  type DescribedObject,
  type ManyChange,
  type WriteGuard,
} from '@relata/client';
import { type Field, isListed, listChangeBetween, type RecordRef } from '@relata/model';
import i18next from 'i18next';
import { askFirst } from '../ui/question.ts';
import { askingForMissing } from './ask-missing.ts';
import { client } from './client.ts';
import { unreachable, untilReached } from './connection.ts';
import { actedText, changedText, createdText } from './done-texts.ts';
import { groupsFor } from './group-changes.ts';
import { queryClient } from './query-client.ts';
import { forget, noteOwnBatch, patch, refreshTables, takeOut, titlesOf } from './records.ts';
import { ours } from './own-changes.ts';
import { noteStep } from './steps.ts';
import { inTurn, isAnyUnderWay, noteVersion, versionOf } from './turns.ts';
import { offerUndo, sayRefused, tell } from './undo.ts';

/**
 * Changes fields of one record: shown everywhere at once, then confirmed. References may be given as `{id, title}`.
 * `record` is what the person saw when they began: what others have changed in the same fields since is a clash.
 * While the server is away, the change waits for it. A refusal puts the old values back and is thrown as `ApiProblem`,
 * for the field to show.
 */
export function change(
  object: DescribedObject,
  record: AnyRecord,
  changes: Partial<AnyRecord>,
): Promise<AnyRecord> {
  const key = `${object.name}/${record.id}`;
  const before = Object.fromEntries(
    Object.keys(changes).map((name) => [name, record[name] ?? null]),
  );
  patch(object.name, record.id, changes);
  const sent = Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      entriesChanged(object.fields[name], record[name], value) ?? value,
    ]),
  );

  const write = async () => {
    const groups = await groupsFor(object, record, Object.keys(changes)).catch((error: unknown) => {
      patch(object.name, record.id, before);
      throw error;
    });
    const base = Math.max(versionOf(key, Object.keys(changes)), record.version);
    try {
      const send = (guard: WriteGuard) =>
        askingForMissing(object, record, changes, (more) =>
          untilReached(() =>
            ours(
              client.update(
                object,
                record.id,
                { ...sent, ...more },
                { base, ...guard, ...(groups.length && { group: 'all' }) },
                titlesOf(object),
              ),
            ),
          ),
        );
      const answer = await send({ losing: 'refuse' }).catch(async (error: unknown) => {
        if (!(error instanceof ApiProblem) || error.reason !== 'losing_access') throw error;
        return (await askLosing(record)) ? send({}) : null;
      });
      if (!answer) {
        patch(object.name, record.id, before);
        return record;
      }
      const { data, batch } = answer;
      done(object, batch, [record.id]);
      for (const name of groups.flatMap(({ leader, members }) => [leader, members])) forget(name);
      if ('gone' in answer) {
        takeOut(object.name, [record.id]);
        tell(i18next.t('app:done.gone', { title: record.title }));
        return record;
      }
      noteVersion(key, Object.keys(changes), data.version);
      patch(object.name, record.id, data);
      offerUndo({
        batch,
        object: object.name,
        text: changedText(object, Object.keys(changes), record, data),
      });
      noteStep({ object, record: data, fields: Object.keys(changes) });
      return data;
    } catch (error) {
      patch(object.name, record.id, { ...before, ...valuesSince(error) });
      throw error;
    }
  };
  return inTurn([key], write);
}

/** Of a list, what comes and what goes: who has added to it meanwhile stays in it. */
const entriesChanged = (field: Field | undefined, before: unknown, after: unknown) =>
  field && isListed(field) ? listChangeBetween(field, before, after) : null;

/** After the change they will not see the record any more, nor be able to take it back (OO-PERM-11). */
const askLosing = ({ title }: Pick<AnyRecord, 'title'>): Promise<boolean> =>
  askFirst({
    title: i18next.t('app:losing.title', { title }),
    text: i18next.t('app:losing.text'),
    yes: i18next.t('app:losing.yes'),
  });

/** New records that wait for the server. */
let making = 0;

/** Whether changes wait for the server, which closing the page would lose. */
export const isChanging = (): boolean => isAnyUnderWay() || making > 0;

/**
 * Makes a record. The answer holds the titles of what it points to. What is missing of the fields that the caller
 * shows is theirs to say; anything else is asked for. Where the server is away it is refused at once, or, where the
 * caller `waits`, made when it is back, unless they give up before; under the caller's key, so that what was given up
 * when the server had made it already is not made again; `onFilled` hears what they were asked for, which is part of it.
 */
export async function create(
  object: DescribedObject,
  values: Partial<AnyRecord>,
  shown: readonly string[] = [],
  waits?: {
    key: string;
    giveUp: AbortSignal;
    onFilled: (more: Record<string, unknown>) => void;
  },
): Promise<AnyRecord> {
  const make = async (more: Record<string, unknown>) => {
    if (Object.keys(more).length) waits?.onFilled(more);
    const ask = () => client.create(object, { ...values, ...more }, titlesOf(object), waits?.key);
    if (!waits) return ask().catch(rethrow);
    making += 1;
    return untilReached(ask, waits.giveUp).finally(() => {
      making -= 1;
    });
  };
  const { data, batch, gone } = await askingForMissing(object, {}, values, make, shown);
  done(object, batch, [data.id]);
  refreshTables(object.name);
  if (gone) {
    tell(i18next.t('app:done.createdForOthers'));
    return { ...data, title: '' };
  }
  offerUndo({
    batch,
    object: object.name,
    text: createdText(object, data.title),
  });
  return data;
}

/** Puts records into the recycle bin; their rows leave at once, and come back where the server refuses. */
export async function remove(
  object: DescribedObject,
  records: readonly Pick<AnyRecord, 'id' | 'title'>[],
): Promise<void> {
  const ids = records.map((record) => record.id);
  takeOut(object.name, ids);
  try {
    const [only] = records;
    if (records.length !== 1 || !only) {
      await changeMany(object, { ids, delete: true }, (count) =>
        i18next.t('app:done.deleted', { count }),
      );
      return;
    }
    const { batch } = await client.remove(object, only.id);
    done(object, batch, ids);
    offerUndo({
      batch,
      object: object.name,
      text: i18next.t('app:done.deletedOne', { title: only.title }),
    });
  } catch (error) {
    throw noted(error);
  } finally {
    refreshTables(object.name);
  }
}

/** Takes records out of the recycle bin. */
export async function restore(object: DescribedObject, ids: readonly string[]): Promise<void> {
  const { batch } = await client.batch(object, { restore: ids }).catch(rethrow);
  done(object, batch, ids);
  refreshTables(object.name);
  offerUndo({
    batch,
    object: object.name,
    text: i18next.t('app:done.restored', { count: ids.length }),
  });
}

/** The record after an action, and what it became or what was made of it. */
export interface Acted {
  after: AnyRecord;
  /** It is no longer there. */
  gone: boolean;
  became: RecordRef | null;
  /** What takes it back. */
  batch: string;
}

/** A domain action on one record: `win`, `lose`, `reopen`. */
export async function act(
  object: DescribedObject,
  record: Pick<AnyRecord, 'id' | 'title'>,
  action: string,
  input: Record<string, unknown> = {},
): Promise<Acted> {
  const before: string[] = [];
  const { data, batch, gone, became } = await askingForMissing(
    object,
    record,
    input,
    async (more) => {
      // What the record lacks is a change of its own; the action then finds it there.
      if (Object.keys(more).length) {
        const filled = await ours(client.update(object, record.id, more)).catch(rethrow);
        before.unshift(filled.batch);
      }
      return ours(client.action(object, record.id, action, input)).catch(rethrow);
    },
    Object.keys(object.actions[action]?.input ?? {}),
  );
  done(object, batch, [record.id]);
  if (gone) takeOut(object.name, [record.id]);
  else await queryClient.invalidateQueries({ queryKey: ['record', object.name, record.id] });
  refreshTables(object.name);
  if (became) refreshTables(became.object);
  const text = actedText(object, action, data.title ?? record.title);
  if (object.actions[action]?.irreversible || object.actions[action]?.follows) tell(text);
  else offerUndo({ batch, before, object: object.name, text });
  return { after: data, gone: gone === true, became: became ?? null, batch };
}

/** One change to up to 10,000 records, named or matched; all or nothing. */
export async function changeMany(
  object: DescribedObject,
  body: BatchBody & ManyChange,
  text: (count: number) => string,
): Promise<void> {
  const given = body.set ?? {};
  const named = [...(body.ids ?? []), ...(body.update ?? []).map(({ id }) => id)];
  const keys = named.map((id) => `${object.name}/${id}`);
  const { batch, counts, refused } = await inTurn(keys, async () => {
    const answer = await askingForMissing(object, {}, given, (more) => {
      // What is missing goes into the same change, and back with it; records that have it keep theirs.
      const fill = Object.keys(more).length ? { fill: { ...body.fill, ...more } } : {};
      return ours(client.batch(object, { ...body, ...fill })).catch(rethrow);
    });
    for (const { fields, versions } of answer.changed)
      for (const [id, version] of Object.entries(versions))
        noteVersion(`${object.name}/${id}`, fields, version);
    return answer;
  });
  done(object, batch);
  if (body.make) forget(body.make.object);
  refreshTables(object.name);
  const count =
    (counts.created ?? 0) + (counts.updated ?? 0) + (counts.deleted ?? 0) + (counts.restored ?? 0);
  const action = body.act && object.actions[body.act.action];
  if (count && (action?.ofOneself || action?.follows)) tell(text(count));
  else if (count) offerUndo({ batch, object: object.name, text: text(count) });
  sayRefused({ counts, ...(refused && { refused }) });
}

function done(object: DescribedObject, batch: string, ids?: readonly string[]): void {
  noteOwnBatch(batch);
  forget(object.name, ids);
}

/** What somebody else has made of the fields since we read them: shown instead of what we had. */
function valuesSince(error: unknown): Partial<AnyRecord> {
  if (!(error instanceof ApiProblem) || error.code !== 'stale') return {};
  const fields = error.details['fields'];
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, since]: [string, unknown]) =>
      typeof since === 'object' && since !== null && 'value' in since ? [[name, since.value]] : [],
    ),
  );
}

function noted(error: unknown): unknown {
  if (error instanceof ApiProblem && error.isPassing) unreachable();
  return error;
}

const rethrow = (error: unknown): never => {
  throw noted(error);
};

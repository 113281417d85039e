import { type AnyRecord, ApiProblem, type DescribedObject } from '@relata/client';
import { isBlank } from '@relata/model';

/** Fields that a change cannot do without, for the person to fill in. */
export interface MissingWish {
  number: number;
  object: DescribedObject;
  /** What the record will be; of many, what they have in common. */
  record: Partial<AnyRecord>;
  names: string[];
  /** How many records lack them, where it is more than one. */
  count: number;
  /** The values, or null where the person would rather not. */
  answer: (values: Record<string, unknown> | null) => void;
}

/** The person left empty what a change needs: nothing was changed. */
export class LeftEmpty extends Error {}

let open: MissingWish[] = [];
let last = 0;
const listeners = new Set<() => void>();

function become(next: MissingWish[]): void {
  open = next;
  for (const listener of listeners) listener();
}

export const missingWishes = (): MissingWish[] => open;

export const onMissing = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const needed = new Set(['required', 'required_many']);

/** Which fields a refusal asks for that the caller neither gave nor shows; null where it is about something else. */
function missingIn(
  error: unknown,
  object: DescribedObject,
  given: Record<string, unknown>,
  shown: readonly string[],
): string[] | null {
  if (!(error instanceof ApiProblem) || error.code !== 'invalid' || !error.errors.length)
    return null;
  const names = [...new Set(error.errors.map((one) => one.field))];
  const isOurs = names.every((name) => {
    const field = object.fields[name];
    return (
      field && !field.writtenBy && !(name in given && isBlank(given[name])) && !shown.includes(name)
    );
  });
  return isOurs && error.errors.every((one) => needed.has(one.code)) ? names : null;
}

/**
 * Tries a change; where it is refused because something is not filled in, the person is asked for just that, and it is
 * tried again with the answer. Throws `LeftEmpty` where they would rather not.
 */
export async function askingForMissing<T>(
  object: DescribedObject,
  record: Partial<AnyRecord>,
  given: Record<string, unknown>,
  attempt: (more: Record<string, unknown>) => Promise<T>,
  shown: readonly string[] = [],
): Promise<T> {
  const more: Record<string, unknown> = {};
  for (;;) {
    try {
      return await attempt(more);
    } catch (error) {
      const names = missingIn(error, object, { ...given, ...more }, shown);
      if (!names) throw error;
      const counts = error instanceof ApiProblem ? error.errors.map(countOf) : [];
      const values = await ask(
        object,
        { ...record, ...given, ...more },
        names,
        Math.max(...counts),
      );
      if (!values) throw new LeftEmpty();
      Object.assign(more, values);
    }
  }
}

const countOf = ({ values }: ApiProblem['errors'][number]): number =>
  Number(values?.['count'] ?? 1);

const ask = (
  object: DescribedObject,
  record: Partial<AnyRecord>,
  names: string[],
  count: number,
): Promise<Record<string, unknown> | null> =>
  new Promise((resolve) => {
    const number = ++last;
    const answer: MissingWish['answer'] = (values) => {
      become(open.filter((one) => one.number !== number));
      resolve(values);
    };
    become([...open, { number, object, record, names, count, answer }]);
  });

import { type CatalogObject, isBlank, matches, mentions, shownParts } from '@relata/model';
import { splitName } from '../import/values/index.ts';
import { filterContext, type Work } from '../work.ts';
import { changing, type Draft, willBe } from './draft.ts';

const composed = new WeakMap<CatalogObject, string[]>();

function composedFields(object: CatalogObject): string[] {
  let found = composed.get(object);
  if (!found) {
    found = Object.keys(object.fields).filter((name) => object.fields[name]?.composedOf);
    composed.set(object, found);
  }
  return found;
}

/** What must be loaded to put fields together again after a change of these. */
export const composing = (object: CatalogObject, touched: readonly string[]): string[] =>
  composedFields(object).flatMap((name) => {
    const parts = object.fields[name]?.composedOf ?? [];
    const all = [
      name,
      ...parts.flatMap((part) => [part, ...mentions(object.fields[part]?.showWhen ?? {})]),
    ];
    return all.some((one) => touched.includes(one)) ? all : [];
  });

/**
 * Puts names together from the parts that are asked for (EP-ACC-05). Where only the whole is given, or a record gets
 * parts that had none, it is taken apart, so that neither way in loses a name.
 */
export function composeFields(work: Work, object: CatalogObject, drafts: readonly Draft[]): void {
  // History brings back the whole and its parts.
  if (work.undoes !== null) return;
  for (const name of composedFields(object))
    for (const draft of drafts) {
      const record = { ...draft.before, ...draft.changes };
      const parts = shownParts(
        object,
        name,
        (condition) =>
          !condition || matches(condition, record, object.name, work.catalog, filterContext(work)),
      );
      if (!parts.length) continue;
      const words = parts.map((part) => willBe(draft, part)).filter((word) => !isBlank(word));
      const isTold = parts.some((part) => changing(draft, part)) && words.length > 0;
      if (isTold) draft.changes[name] = words.join(' ');
      else if (changing(draft, name) || !words.length) takeApart(draft, name, parts);
    }
}

function takeApart(draft: Draft, name: string, parts: readonly string[]): void {
  const whole = willBe(draft, name);
  if (typeof whole !== 'string' || !whole.trim()) return;
  const { salutation, firstName, lastName } = splitName(whole);
  const first = [salutation, firstName].filter(Boolean).join(' ');
  const texts = parts.length === 1 ? [whole.trim()] : [first, lastName];
  for (const [at, part] of parts.entries()) draft.changes[part] = texts[at] || null;
}

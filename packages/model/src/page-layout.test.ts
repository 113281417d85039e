import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shipped } from './build-catalog.ts';
import { type CatalogObject, objectOf } from './catalog.ts';
import { type PageLayout, sectionsFor } from './page-layout.ts';

const deal = objectOf(shipped, 'deal');
const withLayout = (layouts: CatalogObject['layouts'], more: Partial<CatalogObject> = {}) => ({
  ...deal,
  ...more,
  layouts,
});
const flat = (object: CatalogObject, pipeline: string | null = null, personal = {}) =>
  sectionsFor(object, pipeline, personal).flatMap((one) => one.fields);
const brief = (...fields: string[]): PageLayout => ({ sections: [{ name: 'deal', fields }] });

test('without a layout a page is as it is shipped', () => {
  expect(sectionsFor(deal, null)).toEqual(deal.sections);
});

test('fields come in the order of the layout, new ones last', () => {
  const shown = flat(withLayout({ '*': brief('source', 'value') }));
  expect(shown.slice(0, 2)).toEqual(['source', 'value']);
  expect(new Set(shown)).toEqual(new Set(deal.sections.flatMap((one) => one.fields)));
});

test('one’s own layout counts before the common one, that of a pipeline before the general one', () => {
  const object = withLayout({ '*': brief('source'), a: brief('value') });
  expect(flat(object)[0]).toBe('source');
  expect(flat(object, 'a')[0]).toBe('value');
  expect(flat(object, 'b')[0]).toBe('source');
  const mine = { '*': brief('rating') };
  expect(flat(object, 'a', mine)[0]).toBe('rating');
  expect(flat({ ...object, layoutForAll: true }, 'a', mine)[0]).toBe('value');
});

test('whatever a layout says, every field is there once, save those that it hides and nobody is asked for', () => {
  const names = deal.sections.flatMap((one) => one.fields);
  const some = fc.subarray([...names, 'gone', 'kept']);
  fc.assert(
    fc.property(
      fc.array(some, { minLength: 1, maxLength: 5 }),
      some,
      some,
      (lists, hidden, must) => {
        const fields = Object.fromEntries(
          Object.entries(deal.fields).map(([name, field]) => [
            name,
            must.includes(name) ? { ...field, requiredWhen: {} } : field,
          ]),
        );
        const sections = lists.map((list, at) => ({ name: `s${at}`, fields: list }));
        const shown = flat(withLayout({ '*': { sections, hidden } }, { fields }));
        expect(new Set(shown).size).toBe(shown.length);
        const placed = new Set(lists.flat());
        const missing = names.filter((name) => !shown.includes(name));
        for (const name of missing) {
          expect(hidden).toContain(name);
          expect(placed.has(name)).toBe(false);
          expect(fields[name]?.required ?? fields[name]?.requiredWhen).toBeFalsy();
        }
        expect(shown.every((name) => names.includes(name))).toBe(true);
      },
    ),
  );
});

import { objectOf, shipped } from '@relata/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addSection,
  draftFor,
  everyPipeline,
  hideField,
  type LayoutDraft,
  layoutOf,
  putField,
  removeSection,
  shiftField,
  shiftSection,
} from './layout-draft.ts';

const deal = objectOf(shipped, 'deal');
const start = draftFor(deal, everyPipeline, {});
const all = (draft: LayoutDraft) => [
  ...draft.sections.flatMap((one) => one.fields),
  ...draft.hidden,
];

test('a page is arranged from how it is, without the title, which has its own place', () => {
  expect(all(start)).not.toContain('name');
  expect(start.sections.map((one) => one.name)).toEqual(deal.sections.map((one) => one.name));
});

test('a field goes over the edge of its section into the next, and back', () => {
  const last = start.sections[0]?.fields.at(-1) ?? '';
  const down = shiftField(start, last, 1);
  expect(down.sections[1]?.fields[0]).toBe(last);
  expect(shiftField(down, last, -1)).toEqual(start);
});

test('what a removed section held goes to its neighbour', () => {
  expect(removeSection(start, 0).sections[0]?.fields).toEqual([
    ...(start.sections[0]?.fields ?? []),
    ...(start.sections[1]?.fields ?? []),
  ]);
});

test('a layout says what was arranged: it is opened as it was saved', () => {
  const arranged = hideField(shiftSection(shiftField(start, 'source', -1), 0, 1), 'sourceDetails');
  const saved = { ...deal, layouts: { [everyPipeline]: layoutOf(arranged) } };
  expect(draftFor(saved, everyPipeline, {})).toEqual(arranged);
});

test('however a page is arranged, no field is lost and none is there twice', () => {
  const names = all(start);
  const name = fc.constantFrom(...names);
  const way = fc.constantFrom<1 | -1>(1, -1);
  const place = fc.nat(8);
  const step = fc.oneof(
    fc.tuple(name, place, place).map(
      ([one, section, at]) =>
        (draft: LayoutDraft) =>
          draft.sections[section] ? putField(draft, one, section, at) : draft,
    ),
    fc.tuple(name, way).map(
      ([one, by]) =>
        (draft: LayoutDraft) =>
          shiftField(draft, one, by),
    ),
    name.map(
      (one) => (draft: LayoutDraft) => (draft.hidden.includes(one) ? draft : hideField(draft, one)),
    ),
    fc.tuple(place, way).map(
      ([at, by]) =>
        (draft: LayoutDraft) =>
          shiftSection(draft, at, by),
    ),
    fc.constant(addSection),
    place.map((at) => (draft: LayoutDraft) => removeSection(draft, at)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let draft = start;
      for (const one of steps) draft = one(draft);
      expect(all(draft).toSorted()).toEqual(names.toSorted());
      const sections = draft.sections.map((one) => one.name);
      expect(new Set(sections).size).toBe(sections.length);
    }),
  );
});

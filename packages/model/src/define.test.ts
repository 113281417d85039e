import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ContactPoint, Money, RecordRef } from './kind-values.ts';
import { defineObject, text } from './define.ts';
import type { ChangesOf, RecordOf } from './record-of.ts';
import type { activity, company, deal, stage, user } from './objects/index.ts';

type Deal = RecordOf<typeof deal>;
type Changes = ChangesOf<typeof deal>;

describe('a record is typed by its definition', () => {
  test('what must be filled in is there, the rest may be null', () => {
    expectTypeOf<Deal['value']>().toEqualTypeOf<Money | null>();
    expectTypeOf<Deal['name']>().toEqualTypeOf<string | null>();
    expectTypeOf<Deal['owner']>().toEqualTypeOf<string>();
    expectTypeOf<Deal['company']>().toEqualTypeOf<string | null>();
    expectTypeOf<RecordOf<typeof company>['name']>().toEqualTypeOf<string>();
    expectTypeOf<RecordOf<typeof company>['emails']>().toEqualTypeOf<ContactPoint[] | null>();
    expectTypeOf<RecordOf<typeof activity>['about']>().toEqualTypeOf<
      (string | RecordRef)[] | null
    >();
    expectTypeOf<RecordOf<typeof activity>['done']>().toEqualTypeOf<boolean | null>();
  });

  test('choices are the words of their list', () => {
    expectTypeOf<Deal['status']>().toEqualTypeOf<'open' | 'won' | 'lost'>();
    expectTypeOf<RecordOf<typeof stage>['means']>().toEqualTypeOf<'open' | 'won' | 'lost'>();
    expectTypeOf<RecordOf<typeof user>['theme']>().toEqualTypeOf<
      'light' | 'dark' | 'auto' | null
    >();
    expectTypeOf<RecordOf<typeof user>['language']>().toEqualTypeOf<
      'en' | 'pt-BR' | 'it' | 'pl' | null
    >();
  });

  test('and every record has what all have', () => {
    expectTypeOf<Deal['id']>().toEqualTypeOf<string>();
    expectTypeOf<Deal['version']>().toEqualTypeOf<number>();
    expectTypeOf<Deal['createdBy']>().toEqualTypeOf<string | null>();
    expectTypeOf<Deal>().not.toHaveProperty('colour');
  });

  test('changes name some of the fields, null empties one', () => {
    expectTypeOf<{ value: Money; company: null }>().toExtend<Changes>();
    expectTypeOf<Changes['status']>().toEqualTypeOf<'open' | 'won' | 'lost' | null | undefined>();
    expectTypeOf<Changes>().not.toHaveProperty('id');
  });

  test('of several entries changes may say what comes and what goes; one value is one value', () => {
    expectTypeOf<{ people: { add: string[] } }>().toExtend<Changes>();
    expectTypeOf<{ name: { add: string[] } }>().not.toExtend<Changes>();
    expectTypeOf<{ people: { add: number[] } }>().not.toExtend<Changes>();
    expectTypeOf<{ about: { remove: RecordRef[] } }>().toExtend<ChangesOf<typeof activity>>();
  });
});

describe('a definition', () => {
  test('that leaves things out gets what every object has', () => {
    expect(
      defineObject('pet', {
        plural: 'pets',
        icon: 'dog',
        title: ['name'],
        fields: { name: text() },
      }),
    ).toMatchObject({
      name: 'pet',
      actions: {},
      timeline: true,
      place: 'main',
      sort: '-createdAt',
      writtenBy: 'records',
      sections: [{ name: 'details', fields: ['name'] }],
    });
  });

  test('whose title or section names a field that is not there is a mistake', () => {
    const pet = { plural: 'pets', icon: 'dog', fields: { name: text() } };
    expect(() => defineObject('pet', { ...pet, title: ['nome'] })).toThrow("pet: no field 'nome'");
    expect(() =>
      defineObject('pet', {
        ...pet,
        title: ['name'],
        sections: [{ name: 'details', fields: ['age'] }],
      }),
    ).toThrow("pet: no field 'age'");
  });
});

import { objectOf, shipped } from '@relata/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '#test/database.ts';
import { nastyText } from '#test/nasty.ts';
import { searchDocument, searchWords } from './document.ts';
import { searchQuery } from './query.ts';

/** What the database makes of texts of its own notation; throws where one is none. */
async function read(texts: string[], type: 'tsquery' | 'tsvector'): Promise<number> {
  const { query } = await testDatabase();
  const { rows } = await query<{ n: string }>(
    `select count(x::${type}) as n from unnest($1::text[]) x`,
    [texts],
  );
  return Number(rows[0]?.n);
}

const typed = fc.oneof(
  nastyText,
  fc.string({ unit: fc.constantFrom(...'0123456789+ ()/.-–') }),
  fc.string({ unit: fc.constantFrom(..."aŁé\u0301@.'\\:*&|!<>()0 ") }),
  fc.string({ unit: 'binary' }),
);

test('whatever somebody types is a question that the database understands', async () => {
  const texts = fc.sample(typed, { numRuns: 3000, seed: 11 });
  const queries = texts.map((one) => searchQuery(one)).filter((one) => one !== null);
  expect(await read(queries, 'tsquery')).toBe(queries.length);
});

test('whatever a record holds, the database can keep the words under which it is found', async () => {
  const person = objectOf(shipped, 'person');
  const record = fc.record({
    ...{
      firstName: typed,
      externalId: typed,
      description: typed,
      tags: fc.array(typed, { maxLength: 3 }),
    },
    ...{
      phones: fc.array(fc.record({ value: typed })),
      emails: fc.array(fc.record({ value: typed })),
    },
  });
  const documents = fc.sample(record, { numRuns: 1000, seed: 12 }).map((one) =>
    // As they are cleaned before.
    searchDocument(
      searchWords(
        person,
        JSON.parse(JSON.stringify(one).toWellFormed().replaceAll('\\u0000', '')),
        'IT',
      ),
    ),
  );
  expect(await read(documents, 'tsvector')).toBe(documents.length);
});

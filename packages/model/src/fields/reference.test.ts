import { describe, expect, test } from 'vitest';
import { files, link, links, user } from '../define.ts';
import { kinds } from './index.ts';

const [acme, ana] = [
  '0199a000-0000-7000-8000-00000000000a',
  '0199a000-0000-7000-8000-00000000000b',
];
const problem = (code: string, at = '') => expect.objectContaining({ code, at });

test('a link takes the id of a record, or the record itself', () => {
  expect(kinds.link.parse(acme.toUpperCase(), link('company'))).toBe(acme);
  expect(kinds.link.parse({ id: acme, title: 'Acme' }, link('company'))).toBe(acme);
  for (const nothing of [null, '', { id: null }])
    expect(kinds.link.parse(nothing, link('company'))).toBeNull();
  for (const wrong of ['Acme', 7, {}, [acme], undefined, `${acme}0`])
    expect(() => kinds.link.parse(wrong, link('company'))).toThrow(problem('id'));
});

describe('links to several records', () => {
  test('name each once', () => {
    expect(kinds.links.parse([acme, ana, { id: acme.toUpperCase() }], links('person'))).toEqual([
      acme,
      ana,
    ]);
    expect(kinds.links.parse([], links('person'))).toBeNull();
    expect(() => kinds.links.parse([acme, 'Ana'], links('person'))).toThrow(problem('id', '1'));
    expect(() => kinds.links.parse(acme, links('person'))).toThrow(problem('list'));
  });

  test('say of which object each is where they may lead anywhere', () => {
    expect(kinds.links.parse([{ object: 'company', id: acme, title: 'Acme' }], links('*'))).toEqual(
      [{ object: 'company', id: acme }],
    );
    expect(() => kinds.links.parse([acme], links('*'))).toThrow(problem('reference', '0'));
    expect(() => kinds.links.parse([{ object: 1, id: acme }], links('*'))).toThrow(
      problem('reference', '0'),
    );
  });
});

test('files are named by their ids, one where the field says so', () => {
  expect(kinds.files.parse([acme, acme], files())).toEqual([acme]);
  expect(kinds.files.parse([], files())).toBeNull();
  expect(() => kinds.files.parse([acme, ana], files({ max: 1 }))).toThrow(problem('too_many'));
  expect(() => kinds.files.parse(['photo.png'], files())).toThrow(problem('id', '0'));
});

test('“me” is whoever asks', () => {
  expect(kinds.user.operand('@me', { me: ana, now: '', timeZone: 'UTC', rate: () => null })).toBe(
    ana,
  );
  expect(() => kinds.user.parse('@me', user())).toThrow(problem('id'));
});

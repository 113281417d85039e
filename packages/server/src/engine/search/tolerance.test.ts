import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Caller, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const firm = await workspace({ country: 'PL' });
  const door = await openDoor(firm, () => {});
  return { boss: door.as(firm.admin) };
}

const asking = (who: Caller, path: string) => async (q: string) =>
  (await who.get(`${path}?q=${encodeURIComponent(q)}`)).body.data as {
    title: string;
    similar?: boolean;
  }[];
const titles = (list: { title: string }[]) => list.map((one) => one.title).toSorted();

test('Müller is found as Mueller and the other way round, also in lists; Manuel and Joel as they are', async () => {
  const { boss } = await open();
  const people = ['Müller', 'Mueller', 'Größl', 'Groessl', 'Sørensen', 'Manuel', 'Joel', 'Jolanta'];
  for (const lastName of people) await boss.post('/people', { lastName });
  for (const found of [asking(boss, '/search'), asking(boss, '/people')]) {
    const named = async (q: string) => titles(await found(q));
    for (const q of ['Mueller', 'Müller', 'MÜLLER', 'Mu\u0308ller'])
      expect(await named(q), q).toEqual(['Mueller', 'Müller']);
    expect(await named('Muller')).toEqual(['Müller']);
    for (const q of ['Grössl', 'Größl', 'Groessl', 'groeßl'])
      expect(await named(q), q).toEqual(['Groessl', 'Größl']);
    for (const q of ['Soerensen', 'Sorensen', 'sör'])
      expect(await named(q), q).toEqual(['Sørensen']);
    expect(await named('Manuel')).toEqual(['Manuel']);
    expect(await named('Joel')).toEqual(['Joel']);
  }
});

test('whoever mistypes finds what is like it, and is told so; where there is what was typed, only that', async () => {
  const { boss } = await open();
  const found = asking(boss, '/search');
  for (const lastName of ['Kowalski', 'Kowalska', 'Łukaszewicz', 'Nowak'])
    await boss.post('/people', { firstName: 'Anna', lastName });
  await boss.post('/companies', { name: 'Schwarzenegger Pumpen' });
  expect(await found('Kowalksi')).toMatchObject([{ title: 'Anna Kowalski', similar: true }]);
  expect(await found('Kowalski')).toMatchObject([{ title: 'Anna Kowalski', similar: false }]);
  expect(titles(await found('Anna Kowalksi'))).toEqual(['Anna Kowalski']);
  expect(titles(await found('Anan Nowka'))).toEqual(['Anna Nowak']);
  expect(titles(await found('Lukaszevic'))).toEqual(['Anna Łukaszewicz']);
  expect(titles(await found('Shwarzeneger'))).toEqual(['Schwarzenegger Pumpen']);
  expect(titles(await found('pupmen schwarzenegger'))).toEqual(['Schwarzenegger Pumpen']);
  // While one types.
  expect(titles(await found('Kwalsk'))).toEqual(['Anna Kowalska', 'Anna Kowalski']);
  for (const q of ['Nwk', 'Zebra', 'Kaczmarek', '48 601']) expect(await found(q), q).toEqual([]);
  // A list shows what was asked for.
  expect(await asking(boss, '/people')('Kowalksi')).toEqual([]);
});

test('a word that a record was given only just now can be mistyped as well', async () => {
  const { boss } = await open();
  const found = asking(boss, '/search');
  const { id } = (await boss.post('/deals', { name: 'Windmill' })).body.data;
  expect(titles(await found('Wnidmill'))).toEqual(['Windmill']);
  await boss.patch(`/deals/${id}`, { name: 'Lighthouse' });
  expect(titles(await found('Lighthuose'))).toEqual(['Lighthouse']);
  expect(await found('Wnidmill')).toEqual([]);
});

const letter = fc.constantFrom(...'aaabcdeeeefghiijklmnooprstuwyząćęłńóśźżäöüßéèãçõ');
const name = fc.oneof(
  fc.string({ unit: letter, minLength: 5, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'абвгдежзиклмнопрстуіїя'), minLength: 5, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'αβγδεζηικλμνοπρσ'), minLength: 5, maxLength: 12 }),
);
/** A name, and what becomes of it with one typing error. */
const mistyped = name.chain((right) => {
  const letters = [...right];
  const at = fc.integer({ min: 0, max: letters.length - 1 });
  const kind = fc.constantFrom('delete', 'insert', 'replace', 'swap');
  return fc.tuple(at, kind, fc.constantFrom(...letters)).map(([i, how, other]) => {
    const [before, one, after] = [letters.slice(0, i), letters[i] ?? '', letters.slice(i + 1)];
    const wrong = {
      delete: [...before, ...after],
      insert: [...before, other, one, ...after],
      replace: [...before, other, ...after],
      swap: [...before, after[0] ?? '', one, ...after.slice(1)],
    }[how];
    return { right, wrong: wrong?.join('') ?? '' };
  });
});

test('any name with one typing error in it is found', async () => {
  const { boss } = await open();
  const found = asking(boss, '/search');
  const cases = fc.sample(mistyped, { numRuns: 120, seed: 21 });
  const people = cases.map(({ right }) => ({ lastName: right }));
  for (const person of people) expect((await boss.post('/people', person)).status).toBe(201);
  for (const { right, wrong } of cases)
    expect(titles(await found(wrong)), `${wrong} for ${right}`).toContain(right);
}, 60_000);

test('a Chinese, Japanese or Korean name is found by any part of it', async () => {
  const { boss } = await open();
  const names = [
    '株式会社東京電力',
    '北京百度网讯科技有限公司',
    'ソニーグループ株式会社',
    '삼성전자 주식회사',
    'ガス工業Tokyo',
  ];
  for (const one of names) await boss.post('/companies', { name: one });
  const expected: Record<string, string[]> = {
    東京: ['株式会社東京電力'],
    東京電力: ['株式会社東京電力'],
    電: ['株式会社東京電力'],
    力: ['株式会社東京電力'],
    百度: ['北京百度网讯科技有限公司'],
    公司: ['北京百度网讯科技有限公司'],
    グループ: ['ソニーグループ株式会社'],
    ｸﾞﾙｰﾌﾟ: ['ソニーグループ株式会社'],
    株式会社: ['ソニーグループ株式会社', '株式会社東京電力'],
    전자: ['삼성전자 주식회사'],
    삼성: ['삼성전자 주식회사'],
    tokyo: ['ガス工業Tokyo'],
    'ガス tok': ['ガス工業Tokyo'],
    京東: [],
  };
  for (const path of ['/search', '/companies'])
    for (const [q, titlesOf] of Object.entries(expected))
      expect(titles(await asking(boss, path)(q)), `${path} ${q}`).toEqual(titlesOf.toSorted());
});

test('somebody is found by any part of an e-mail address and by a phone number in any notation', async () => {
  const { boss } = await open();
  await boss.post('/people', {
    lastName: 'Byron',
    emails: ['ada.lovelace+crm@poczta.engine.example'],
    phones: ['+48 601 234 567'],
  });
  await boss.post('/people', {
    lastName: 'Other',
    emails: ['x@other.example'],
    phones: ['+48 601 999 000'],
  });
  for (const path of ['/search', '/people'])
    for (const q of [
      ...['ada.lovelace+crm@poczta.engine.example', 'ADA.LOVELACE', 'lovelace', 'crm', 'ada.love'],
      ...['@poczta.engine.example', '@engine.example', 'engine.example', 'poczta', 'lovelace@'],
      ...['ada.lovelace+crm@po', 'lovelace+crm@poczta.engine.example'],
      ...['+48601234567', '0048 601 234 567', '601234567', '601-234-567', '(601) 234 567'],
      ...['601.234.567', '601/234/567', '48 601 234 567', '0601 234 567', '+48 601 2', '234567'],
      ...['601‑234‑567', '601 234 567', '+48 (0) 601 234 567'],
    ])
      expect(titles(await asking(boss, path)(q)), `${path} ${q}`).toEqual(['Byron']);
});

import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

let outside: Awaited<ReturnType<typeof openOutside>>;
let ada: Caller;
let address: string;
beforeAll(async () => {
  const firm = await workspace({ country: 'IT' });
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  address = await source({ mapping: { src: 'utmSource' } });
});
afterAll(() => outside.http.stop(1000));

async function source(values: object): Promise<string> {
  const { id } = (await ada.post('/lead-sources', { name: crypto.randomUUID(), ...values })).body
    .data;
  const { key } = (await ada.post(`/lead-sources/${id}/key`)).body.data;
  return `/api/v1/lead-sources/${key}`;
}

const urlencoded = 'application/x-www-form-urlencoded';

async function post(payload: Buffer | string, type: string, url = address) {
  const sent = await outside.http.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': type },
    payload,
  });
  return { status: sent.statusCode, body: sent.json() };
}

/** The same as a body and as its `Content-Type`, by whatever writes forms in this runtime. */
async function asParts(fields: Record<string, string | Blob>): Promise<[Buffer, string]> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const response = new Response(form);
  return [
    Buffer.from(await response.arrayBuffer()),
    String(response.headers.get('content-type')),
  ] as const;
}

async function lead(...sent: Parameters<typeof post>) {
  const { status, body } = await post(...sent);
  expect(status, JSON.stringify(body)).toBe(201);
  return (await ada.get(`/leads/${body.data.id}`)).body.data;
}

const inLatin1 = (text: string): string =>
  [...iconv.encode(text, 'windows-1252')]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('');

test('a form sent in parts becomes a lead; what was ticked several times stays together', async () => {
  const form = new FormData();
  form.append('last_name', 'Żółć');
  form.append('boats', 'sails');
  form.append('boats', 'masts');
  // A form in which nobody chose a file.
  form.append('brochure', new File([], ''));
  const response = new Response(form);
  const type = String(response.headers.get('content-type'));
  expect(await lead(Buffer.from(await response.arrayBuffer()), type)).toMatchObject({
    lastName: 'Żółć',
    description: 'boats: sails, masts',
  });
});

test('files are no part of a lead and refused in words; half a body and one that is too large as well', async () => {
  const [body, type] = await asParts({ lastName: 'Prado', cv: new File(['%PDF'], 'cv.pdf') });
  expect(await post(body, type)).toMatchObject({
    status: 415,
    body: { title: 'Files are not taken here', reason: 'form_file' },
  });
  const [whole, other] = await asParts({ lastName: 'Prado' });
  expect((await post(whole.subarray(0, -20), other)).status).toBe(400);
  expect((await post(whole, 'multipart/form-data')).status).toBe(400);
  const [large, third] = await asParts({ lastName: 'Prado', text: 'x'.repeat(66_000) });
  expect((await post(large, third)).status).toBe(413);
});

test.for(['iso-8859-1', 'windows-1252', 'ISO-8859-1', '"latin1"'])(
  'letters stay what they are in a form in %s',
  async (charset) => {
    const payload = `last_name=${inLatin1('Conceição')}&company=Caf%E9+M%FCller`;
    expect(await lead(payload, `${urlencoded}; charset=${charset}`)).toMatchObject({
      lastName: 'Conceição',
      companyName: 'Café Müller',
    });
  },
);

test('letters stay what they are in parts of another charset, and where nobody says which it is', async () => {
  const [utf8, type] = await asParts({ lastName: 'Nicolò', topic: '5 € off' });
  const western = iconv.encode(utf8.toString(), 'windows-1252');
  const said = { lastName: 'Nicolò', topic: '5 € off' };
  expect(await lead(western, `${type}; charset=windows-1252`)).toMatchObject(said);
  expect(await lead(western, type)).toMatchObject(said);
  expect(await lead(utf8, type)).toMatchObject(said);
  expect(await lead(`lastName=${inLatin1('Nicolò')}`, urlencoded)).toMatchObject({
    lastName: 'Nicolò',
  });
  expect(await lead('lastName=Nicol%C3%B2', urlencoded)).toMatchObject({ lastName: 'Nicolò' });
  const polish = iconv.encode('lastName=Łąka', 'iso-8859-2');
  expect(await lead(polish, `${urlencoded}; charset=iso-8859-2`)).toMatchObject({
    lastName: 'Łąka',
  });
  expect((await post('lastName=A', `${urlencoded}; charset=klingon`)).status).toBe(415);
});

test('campaign and click in the address count as those in the body do, which wins', async () => {
  const query = '?utm_source=google&utm_medium=cpc&gclid=Cj0K&lastName=Nobody&page=2';
  const json = { lastName: 'Prado', utm_source: 'letter' };
  expect(await lead(JSON.stringify(json), 'application/json', address + query)).toMatchObject({
    lastName: 'Prado',
    utmSource: 'letter',
    utmMedium: 'cpc',
    description: 'gclid: Cj0K',
  });
  // Under a name of the sender's own as well.
  expect(await lead('lastName=Prado&src=letter', urlencoded, address + query)).toMatchObject({
    utmSource: 'letter',
  });
  expect(
    await lead('lastName=Prado', urlencoded, `${address}?utm_term=a&utm_term=b`),
  ).toMatchObject({ utmTerm: 'b' });
});

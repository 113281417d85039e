import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#test/door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { openForms, rosa } from '#test/web-forms.ts';
import { forgetLetters } from './forget-letters.ts';

let mailbox: Mailbox;
let web: Awaited<ReturnType<typeof openForms>>;
beforeAll(async () => {
  mailbox = await openMailbox();
  web = await openForms({ post: mailbox.post });
});
afterAll(async () => {
  await web.stop();
  await mailbox.stop();
});

const consentText = 'You may write to me.';
const double = (values: object = {}) => web.form({ doubleOptIn: true, consentText, ...values });
const agreed = { 'relata-consent': 'true' };

/** What a browser gets that opens the link or clicks there. */
async function open(path: string, method: 'GET' | 'POST') {
  const answer = await web.outside.http.app.inject({
    ...{ method, url: path },
    headers: {
      ...{ accept: 'text/html', 'x-forwarded-for': '2001:db8:cafe::1' },
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
  });
  return { status: answer.statusCode, page: answer.body };
}

const linkIn = (text: string): string =>
  /http:\/\/crm\.example(\/api\/v1\/forms\/confirm\/confirm_[\w-]+)/.exec(text)?.[1] ?? '';

test('the consent counts once the visitor has opened the link in the letter and agreed there, and a link counts once', async () => {
  const { ada } = web;
  const { send, leads } = await double({ language: 'pl', consentText: 'Możecie do mnie pisać.' });
  const sent = await send({ ...rosa, ...agreed, emails: 'rosa@twice.example' });
  expect(sent.body.data.thanks).toContain('otwórz link w e-mailu');
  const [before] = (await leads()).data;
  expect(before).toMatchObject({ consent: 'asked', consentAt: null });

  const letter = await mailbox.to('rosa@twice.example');
  expect(letter.text).toContain('Możecie do mnie pisać.');
  expect(letter.text).toContain('Example');
  expect(letter.text).not.toContain('Prado');
  const link = linkIn(letter.text);
  // A mail scanner looks as often as it likes.
  for (let n = 0; n < 2; n++) expect((await open(link, 'GET')).page).toContain('Tak, zgadzam się');
  expect((await leads()).data[0].consent).toBe('asked');

  web.later(60);
  const clicks = await Promise.all([1, 2, 3].map(() => open(link, 'POST')));
  expect(clicks.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
  const [after] = (await leads()).data;
  expect(after).toMatchObject({ consent: 'given', consentText: 'Możecie do mnie pisać.' });
  expect(Date.parse(after.consentAt)).toBeGreaterThanOrEqual(Date.parse(before.createdAt) + 60_000);
  const again = await open(link, 'GET');
  expect([again.status, again.page.includes('does not count any more')]).toEqual([400, true]);
  const [last] = (await ada.get(`/leads/${after.id}/history`)).body.data;
  expect(last).toMatchObject({ action: 'update', by: null });
});

/** The letter to an address, which the mail server has put off for the moment. */
const putOff = (to: string) =>
  eventually(async () => {
    const { rows } = await web.firm.engine.database.query<{ id: string; content: string }>(
      `select id, content from outgoing_mail where kind = 'formConfirmation' and state = 'waiting' and error is not null`,
    );
    return rows.find(({ content }) => mailbox.post.sealer.open(content).includes(to))?.id;
  });

test('visitors confirm the words that they agreed to, whatever the form says by now', async () => {
  const { id, send, leads } = await double();
  mailbox.answers.push(451);
  await send({ ...rosa, ...agreed, emails: 'rosa@words.example' });
  await putOff('rosa@words.example');
  await web.ada.patch(`/forms/${id}`, { consentText: 'You may sell my address.' });
  const letter = await mailbox.to('rosa@words.example');
  const { page } = await open(linkIn(letter.text), 'GET');
  for (const text of [letter.text, page]) {
    expect(text).toContain(consentText);
    expect(text).not.toContain('sell');
  }
  expect((await open(linkIn(letter.text), 'POST')).status).toBe(200);
  expect((await leads()).data[0]).toMatchObject({ consent: 'given', consentText });
});

test('a consent is confirmed also where the form has been deleted meanwhile; letters that wait are not sent then', async () => {
  const { id, send, leads } = await double({ language: 'it', heading: 'Come, and see' });
  await send({ ...rosa, ...agreed, emails: 'rosa@deleted.example' });
  const link = linkIn((await mailbox.to('rosa@deleted.example')).text);
  mailbox.answers.push(451);
  await send({ ...rosa, ...agreed, emails: 'late@deleted.example' });
  const letter = await putOff('late@deleted.example');
  expect((await web.ada.delete(`/forms/${id}`)).status).toBe(200);
  const asked = await open(link, 'GET');
  expect([asked.status, asked.page.includes('Sì, acconsento')]).toEqual([200, true]);
  expect(asked.page).not.toContain('Come, and see');
  const clicked = await open(link, 'POST');
  expect([clicked.status, clicked.page.includes('confermato')]).toEqual([200, true]);
  const lead = (await leads()).data.find(
    (one: { emails: { value: string }[] }) => one.emails[0]?.value === 'rosa@deleted.example',
  );
  expect(lead.consent).toBe('given');
  await eventually(async () => {
    const { rows } = await web.firm.engine.database.query<{ state: string }>(
      'select state from outgoing_mail where id = $1',
      [letter],
    );
    return rows[0]?.state === 'nobody';
  });
});

test('T24 nothing is kept of a letter longer than its link is good, nor of whom nobody knows any more, and who has the database alone cannot try out addresses', async () => {
  const { firm, ada, later } = web;
  const { id, send, leads } = await double();
  const kept = async () => {
    const { rows } = await firm.engine.database.query<{ address: string }>(
      'select address from form_confirmation where workspace_id = $1 and form_id = $2',
      [firm.workspaceId, id],
    );
    return rows.map(({ address }) => address);
  };
  const guess = createHash('sha256').update(`${firm.workspaceId} rosa@kept.example`).digest('hex');
  await send({ ...rosa, ...agreed, emails: 'rosa@kept.example' });
  expect(await kept()).toEqual([expect.not.stringContaining(guess)]);
  await ada.post(`/leads/${(await leads()).data[0].id}/anonymise`);
  expect(await kept()).toEqual([]);

  await send({ ...rosa, ...agreed, emails: 'other@kept.example' });
  await ada.patch(`/forms/${id}`, { active: false });
  later(6 * 86_400);
  await forgetLetters(firm.engine);
  expect(await kept()).toHaveLength(1);
  later(2 * 86_400);
  await forgetLetters(firm.engine);
  expect(await kept()).toEqual([]);
});

test('a link that is too old, forged, or of a consent that was taken back counts for nothing', async () => {
  const { ada } = web;
  const { send, leads } = await double();
  const letterFor = async (emails: string) => {
    expect((await send({ lastName: 'X', emails, ...agreed })).status).toBe(201);
    const link = linkIn((await mailbox.to(emails)).text);
    const lead = (await leads()).data.find(
      (one: { emails: { value: string }[] }) => one.emails[0]?.value === emails,
    );
    return { link, id: String(lead.id) };
  };
  const back = await letterFor('back@over.example');
  await ada.patch(`/leads/${back.id}`, { consent: 'withdrawn' });
  expect((await open(back.link, 'POST')).status).toBe(400);
  expect((await ada.get(`/leads/${back.id}`)).body.data.consent).toBe('withdrawn');

  const gone = await letterFor('gone@over.example');
  await ada.post(`/leads/${gone.id}/anonymise`);
  expect((await open(gone.link, 'POST')).status).toBe(400);

  const into = await letterFor('into@over.example');
  const other = (await ada.post('/leads', { lastName: 'X' })).body.data.id;
  const merged = await ada.post(`/leads/${other}/merge`, { others: [into.id] });
  expect(merged.status, JSON.stringify(merged.body)).toBe(200);
  expect((await open(into.link, 'POST')).status).toBe(200);
  expect((await ada.get(`/leads/${other}`)).body.data.consent).toBe('given');

  const old = await letterFor('old@over.example');
  const forged = old.link.slice(0, -22) + 'A'.repeat(22);
  expect((await open(forged, 'POST')).status).toBe(400);
  web.later(8 * 86_400);
  expect((await open(old.link, 'POST')).status).toBe(400);
  expect((await ada.get(`/leads/${old.id}`)).body.data.consent).toBe('asked');
});

test('T24 whoever types the addresses of strangers cannot have them written to without bound, and learns nothing of the limits', async () => {
  const { firm, visitor } = web;
  const one = await double();
  const other = await double();
  const letters = async () => {
    const { rows } = await firm.engine.database.query<{ n: number }>(
      'select count(*)::int as n from form_confirmation where workspace_id = $1 and form_id = any($2)',
      [firm.workspaceId, [one.id, other.id]],
    );
    return rows[0]?.n ?? 0;
  };
  const sameAddress = [];
  for (let n = 0; n < 8; n++)
    sameAddress.push(
      await (n % 2 ? one : other).send({
        ...{ lastName: `N${n}`, emails: 'Victim@strangers.example', ...agreed },
      }),
    );
  expect(await letters()).toBe(3);
  expect(new Set(sameAddress.map(({ body }) => JSON.stringify(body))).size).toBe(1);

  const busy = visitor('203.0.113.40');
  for (let n = 0; n < 30; n++) {
    web.later(10);
    const { status } = await one.send(
      { lastName: `M${n}`, emails: `m${n}@strangers.example`, ...agreed },
      busy,
    );
    expect(status).toBe(201);
  }
  expect(await letters()).toBe(3 + 20);
  expect((await one.leads()).page.total + (await other.leads()).page.total).toBe(38);
  const dump = await firm.engine.database.query<{ text: string }>(
    'select string_agg(to_jsonb(t)::text, $2) as text from form_confirmation t where workspace_id = $1',
    [firm.workspaceId, ' '],
  );
  expect(dump.rows[0]?.text).not.toContain('strangers.example');
});

test('T24 a program that is refused has nobody written to', async () => {
  const { firm, visitor, later } = web;
  const { id, path, proven } = await double();
  const proof = await proven();
  later();
  const post = { ...rosa, emails: 'nobody@strangers.example', ...agreed };
  await visitor().post(path, post);
  await visitor().post(path, { ...post, ...proof, 'your-website': 'x' });
  await visitor().post(path, { ...post, ...proof, 'relata-consent': '' });
  const asked = 'select 1 from form_confirmation where workspace_id = $1 and form_id = $2';
  const { rows } = await firm.engine.database.query(asked, [firm.workspaceId, id]);
  expect(rows).toEqual([]);
});

test('confirmation is offered only where there is an address, words to agree to, and a way to write', async () => {
  const { ada } = web;
  const refused = async (values: object) => {
    const { status, body } = await ada.post('/forms', {
      ...{ name: crypto.randomUUID(), doubleOptIn: true, consentText, ...values },
    });
    return `${status} ${body.errors?.map((one: { field: string; code: string }) => `${one.field} ${one.code}`)}`;
  };
  expect(await refused({ consentText: null })).toBe('422 doubleOptIn form_opt_in');
  expect(await refused({ fields: [{ field: 'emails' }] })).toBe('422 doubleOptIn form_opt_in');
  const { id } = await double();
  expect((await ada.patch(`/forms/${id}`, { consentText: null })).status).toBe(422);
  const silent = await openForms();
  const { body } = await silent.ada.post('/forms', { name: 'A', doubleOptIn: true, consentText });
  expect(body.errors).toMatchObject([{ field: 'doubleOptIn', code: 'mail_off' }]);
  await silent.stop();
});

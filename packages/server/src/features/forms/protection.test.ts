import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf } from '#test/door.ts';
import { differing, fingerprint } from '#test/fingerprint.ts';
import { openForms, prove, rosa } from '#test/web-forms.ts';
import { workspace } from '#test/workspace.ts';

let web: Awaited<ReturnType<typeof openForms>>;
beforeAll(async () => {
  web = await openForms();
});
afterAll(() => web.stop());

test('T24 ten thousand posts of programs make no lead and write nothing, a thousand of people a thousand', async () => {
  const { firm, visitor, later, form } = web;
  // From here on no time passes but what `later` lets pass.
  later(0);
  const trap = await form({ perMinute: 6000 });
  const tickets = await Promise.all(Array.from({ length: 20 }, () => trap.ticket()));
  const proven = tickets.map((one) => ({ 'relata-ticket': one, 'relata-proof': prove(one) }));
  const forged = (one: string) => one.replace(/\.[^.]+$/, `.${'A'.repeat(43)}`);
  const old = tickets.map((one) => one.replace(/^\d+/, (at) => String(Number(at) - 60_000)));
  const easy = tickets.map((one) => one.replace(/\.\d+\.([^.]+)$/, '.0.$1'));
  const ofAnother = await (await form()).proven();
  const kinds: ((n: number) => object)[] = [
    // Too fast: nobody types a name within the second.
    (n) => proven[n % 20] ?? {},
    (n) => ({ ...proven[n % 20], 'your-website': 'https://spam.example' }),
    () => ({}),
    (n) => ({ 'relata-ticket': tickets[n % 20], 'relata-proof': '' }),
    (n) => ({ 'relata-ticket': tickets[n % 20], 'relata-proof': 'x' }),
    (n) => ({ 'relata-ticket': forged(tickets[n % 20] ?? ''), 'relata-proof': '1' }),
    (n) => ({ 'relata-ticket': old[n % 20], 'relata-proof': '1' }),
    (n) => ({ 'relata-ticket': easy[n % 20], 'relata-proof': '0' }),
    () => ofAnother,
    () => ({ 'relata-ticket': ['a'], 'relata-proof': { a: 1 } }),
  ];
  const before = await fingerprint(firm.engine.database, firm.workspaceId);
  const statuses = new Map<number, number>();
  const flood = visitor('203.0.113.66');
  for (let round = 0; round < 100; round++) {
    const posts = Array.from({ length: 100 }, (_, i) => {
      const n = round * 100 + i;
      // Every tenth from the same address.
      const who = n % 10 ? visitor() : flood;
      return who.post(trap.path, { ...rosa, ...kinds[(n >> 3) % kinds.length]?.(n) });
    });
    for (const { status } of await Promise.all(posts))
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses.keys()].every((status) => [400, 422, 429].includes(status))).toBe(true);
  expect(statuses.get(429)).toBeGreaterThan(900);
  expect(differing(before, await fingerprint(firm.engine.database, firm.workspaceId))).toEqual([]);
  expect((await trap.leads()).page.total).toBe(0);

  let taken = 0;
  for (let round = 0; round < 20; round++) {
    const people = Array.from({ length: 50 }, () => visitor());
    const proofs = await Promise.all(people.map((who) => trap.proven(who)));
    later();
    const answers = await Promise.all(
      people.map((who, i) =>
        who.post(trap.path, {
          ...proofs[i],
          ...{ lastName: `Person ${round}-${i}`, emails: `p${round}.${i}@people.example` },
        }),
      ),
    );
    taken += answers.filter(({ status }) => status === 201).length;
  }
  expect(taken).toBe(1000);
  expect((await trap.leads()).page.total).toBe(1000);
}, 180_000);

test('T24 a proof that is sent again, also fifty times at once, makes no second lead and is answered the same', async () => {
  const { visitor, later, form } = web;
  const { path, proven, leads } = await form();
  const proof = await proven();
  later();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => visitor().post(path, { ...rosa, ...proof })),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(
    1,
  );
  expect((await leads()).page.total).toBe(1);
  later(3 * 3600);
  expect((await visitor().post(path, { ...rosa, ...proof })).body.reason).toBe('form_expired');
});

test('T24 one address sends no more than it should, and a form takes no more than it should', async () => {
  const { visitor, later, form } = web;
  const { path, ticket, proven } = await form({ perMinute: 3 });
  const same = visitor('203.0.113.7');
  const sent = [];
  for (let n = 0; n < 25; n++)
    sent.push(await same.post(path, { 'relata-ticket': await ticket(), 'relata-proof': '1' }));
  expect(sent.filter(({ status }) => status === 429)).toHaveLength(5);
  expect(sent.at(-1)?.headers['retry-after']).toBeDefined();
  const proofs = await Promise.all(Array.from({ length: 5 }, () => proven()));
  later(120);
  const taken = [];
  for (const [n, proof] of proofs.entries())
    taken.push(
      (await visitor().post(path, { ...rosa, emails: `a${n}@b.example`, ...proof })).status,
    );
  expect(taken).toEqual([201, 201, 201, 429, 429]);
});

test('only what the form asks for is taken: no owner, tag, person to tell or address to be led to can be slipped in (OO-WEB-08)', async () => {
  const { firm, visitor, later, form, plainly } = web;
  const { send, leads, path, proven } = await form({ redirect: 'https://www.firm.example/thanks' });
  const slipped = {
    ...{ owner: firm.admin.id, tags: ['mine'], notify: [firm.admin.id], priority: 'urgent' },
    ...{ redirect: 'https://evil.example', _next: 'https://evil.example', jobTitle: 'Boss' },
    ...{ form: 'x', source: 'email', externalId: 'x', consent: 'given', company: 'x' },
  };
  const sent = await send({ ...rosa, ...slipped });
  expect(sent.body.data.redirect).toBe('https://www.firm.example/thanks');
  expect((await leads()).data).toMatchObject([
    { owner: null, tags: [], priority: 'normal', jobTitle: null, source: 'webForm', consent: null },
  ]);
  const proof = await proven();
  later();
  const plain = await plainly(visitor(), path, {
    ...rosa,
    redirect: 'https://evil.example',
    ...proof,
  });
  expect(plain.statusCode).toBe(303);
  expect(plain.headers.location).toBe('https://www.firm.example/thanks');
});

test('T24 whoever guesses keys waits, a large post is not read, and another firm’s key says nothing of it', async () => {
  const { outside, visitor, form } = web;
  const { path } = await form();
  const guesser = visitor('203.0.113.9');
  const guess = () => guesser.get(`/forms/form_${'a'.repeat(44)}`);
  for (let n = 0; n < 120; n++) expect((await guess()).status).toBe(400);
  expect((await guess()).status).toBe(429);
  expect((await visitor().post(path, { ...rosa, description: 'x'.repeat(66_000) })).status).toBe(
    413,
  );
  const elsewhere = await workspace({ name: 'Elsewhere' });
  const theirs = await outside.as(elsewhere.admin);
  const { data } = (await theirs.get('/forms')).body;
  expect(data).toEqual([]);
  const { id } = await form();
  expect((await theirs.get(`/forms/${id}/codes`)).status).toBe(404);
  expect((await theirs.post(`/forms/${id}/renewKey`)).status).toBe(404);
});

test('only sites that a form names show it and send to it, and no page of ours but a form’s can be framed', async () => {
  const { outside, ada, visitor, form } = web;
  const open = await form();
  const shown = await visitor().get(open.path);
  expect(shown.headers).not.toHaveProperty('x-frame-options');
  expect(shown.headers['content-security-policy']).toContain('frame-ancestors *');
  expect(shown.headers['content-security-policy']).toContain("script-src 'self'");
  expect((await visitor().post(open.path, {})).headers['access-control-allow-origin']).toBe('*');
  expect((await ada.get(`/forms/${open.id}`)).headers).toMatchObject({ 'x-frame-options': 'DENY' });

  const closed = await form({ sites: ['https://shop.example/contact'] });
  expect(closed.record.sites).toEqual(['https://shop.example']);
  const there = callerOf(outside.http.app, { origin: 'https://shop.example' });
  expect((await there.get(closed.path)).headers['content-security-policy']).toContain(
    "frame-ancestors 'self' https://shop.example",
  );
  const refused = await visitor().post(closed.path, rosa);
  expect(refused.body).toMatchObject({ status: 400, reason: 'form_site' });
  expect((await closed.send(rosa, there)).status).toBe(201);
});

test('T18 no word of a form or of a visitor becomes a tag', async () => {
  const { ada, visitor, form, plainly } = web;
  const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'';
  const { path, id } = await form({
    ...{ heading: nasty, intro: nasty, button: nasty.slice(0, 60), consentText: nasty },
    fields: [{ field: 'lastName', label: nasty, required: true }],
  });
  const landed = await plainly(visitor(), path, { lastName: nasty, utmSource: nasty });
  const { html, script, frame } = (await ada.get(`/forms/${id}/codes`)).body.data;
  for (const page of [
    (await visitor().get(`${path}?utmSource=${encodeURIComponent(nasty)}`)).raw.toString(),
    landed.body,
    html,
    script,
    frame,
  ]) {
    expect(page).not.toMatch(/<script>|<img|onerror=alert\(1\)>/);
  }
});

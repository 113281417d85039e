import { expect, test } from 'vitest';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';
import type { Document } from './open-api.ts';

async function open() {
  const made = await workspace();
  return { ...made, ...(await openOutside(made)) };
}

const methods = ['get', 'put', 'post', 'patch', 'delete'];

/** Every part of a value that is an object, with where it stands. */
function* parts(value: unknown, at = ''): Generator<{ at: string; part: Record<string, unknown> }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { at, part: value as Record<string, unknown> };
  for (const [key, member] of Object.entries(value)) yield* parts(member, `${at}/${key}`);
}

/** What is wrong with a document by OpenAPI 3.1: structure, references, ids, parameters. */
function faults(document: Document): string[] {
  const found: string[] = [];
  const ids = new Set<unknown>();
  for (const [path, item] of Object.entries(document.paths)) {
    if (!path.startsWith('/')) found.push(`${path} is no path`);
    for (const [method, operation] of Object.entries(item)) {
      const at = `${method} ${path}`;
      if (!methods.includes(method)) found.push(`${at}: no method`);
      const {
        operationId,
        responses,
        parameters = [],
        requestBody,
      } = operation as Record<string, never[]>;
      if (!operationId || ids.has(operationId))
        found.push(`${at}: operationId ${String(operationId)}`);
      ids.add(operationId);
      const codes = Object.keys(responses ?? {});
      if (!codes.includes('default') || !codes.some((code) => /^[23]\d\d$/.test(code)))
        found.push(`${at}: answers ${codes.join()}`);
      const inPath = (
        parameters as { name: string; in: string; required?: boolean; schema?: object }[]
      ).filter((one) => one.in === 'path');
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      if (
        named.join() !== inPath.map((one) => one.name).join() ||
        inPath.some((one) => !one.required)
      )
        found.push(`${at}: path parameters`);
      if (requestBody && (method === 'get' || method === 'delete')) found.push(`${at}: a body`);
    }
  }
  for (const { at, part } of parts(document)) {
    const reference = part['$ref'];
    if (typeof reference === 'string' && !at.includes('/properties/$ref')) {
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>(
          (place, step) => (place as Record<string, unknown> | undefined)?.[step],
          document,
        );
      if (!reference.startsWith('#/') || target === undefined)
        found.push(`${at}: ${reference} leads nowhere`);
    }
    const isSchema = /\/schemas?\/[^/]+$|\/schema$|\/properties\/[^/]+$|\/items$/.test(at);
    if (
      isSchema &&
      'type' in part &&
      ![part['type']].flat().every((type) => types.includes(String(type)))
    )
      found.push(`${at}: type ${JSON.stringify(part['type'])}`);
    if (isSchema && Array.isArray(part['required']) && part['properties'])
      for (const name of part['required'] as string[])
        if (!Object.hasOwn(part['properties'], name))
          found.push(`${at}: ${name} is required and unknown`);
  }
  return found;
}

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

test('the description is valid and complete for everybody', async () => {
  const { as, admin, makeUser } = await open();
  for (const who of [admin, await makeUser(), await makeUser({ role: 'viewer' })]) {
    const { status, body } = await (await as(who)).get('/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    expect(faults(body)).toEqual([]);
  }
});

test('it names the records of every object, their fields by kind, and their actions', async () => {
  const { as, admin } = await open();
  const { body } = await (await as(admin)).get('/openapi.json');
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/deals',
      '/people/{id}',
      '/lost-reasons',
      '/deals/{id}/win',
      '/deals/board',
      '/changes/{batch}/undo',
      '/files/{id}/content',
      '/recycle-bin/restore',
      '/tags/{id}/usage',
      '/imports/{id}/start',
    ]),
  );
  const { Deal, DealChanges, Person } = body.components.schemas;
  expect(Deal.properties).toMatchObject({
    value: { anyOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] },
    status: { type: ['string', 'null'], enum: ['open', 'won', 'lost', null], readOnly: true },
    probability: { type: ['number', 'null'], minimum: 0, maximum: 100 },
    version: { type: 'integer', readOnly: true },
  });
  expect(DealChanges.properties).not.toHaveProperty('status');
  expect(Person.properties.emails).toEqual({
    type: ['array', 'null'],
    items: { $ref: '#/components/schemas/ContactPoint' },
  });
  expect(
    body.paths['/deals/{id}/lose'].post.requestBody.content['application/json'].schema.required,
  ).toEqual(['reason']);
  expect(body.paths['/files'].post.requestBody.content).toHaveProperty('multipart/form-data');
  expect(body.info.description).toContain('company.country');
});

test('whoever may only read finds nothing to write; nobody signed in sees it as every workspace has it', async () => {
  const { as, anybody, makeUser } = await open();
  const viewer = (await (await as(await makeUser({ role: 'viewer' }))).get('/openapi.json')).body;
  expect(Object.keys(viewer.paths['/deals'])).toEqual(['get']);
  expect(Object.keys(viewer.paths['/views'])).toEqual(['get', 'post']);
  const unknown = (await anybody.get('/openapi.json')).body;
  expect(Object.keys(unknown.paths['/deals'])).toEqual(['get', 'post']);
});

test('a field that the workspace added is described', async () => {
  const { as, admin, engine, workspaceId } = await open();
  await engine.database.query(
    `insert into custom_field (workspace_id, object, name, definition, created_at) values ($1, 'deal', 'budget', '{"kind":"money"}', now())`,
    [workspaceId],
  );
  await engine.workspaces.changed(engine.database.query, workspaceId);
  const { body } = await (await as(admin)).get('/openapi.json');
  expect(body.components.schemas.DealChanges.properties).toHaveProperty('budget');
});

test('what is described is there: every operation answers otherwise than that there is no such address', async () => {
  const { as, admin, http, routes } = await open();
  const { body } = await (await as(admin)).get('/openapi.json');
  const named = new Set(
    routes.map(({ method, url }) => `${method} ${url.replace(/\(\^.*\$\)/, '')}`),
  );
  for (const [path, item] of Object.entries(body.paths as Document['paths']))
    for (const [method, { servers }] of Object.entries(item)) {
      const [at] = (servers as { url: string }[] | undefined) ?? [{ url: '/api/v1' }];
      const known = named.has(
        `${method.toUpperCase()} ${at?.url}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      );
      const [, plural, ...rest] = path.split('/');
      const general = [
        '/:plural',
        ...rest.map((part) => part.replace(/^\{(id|entry)\}$/, ':$1')),
      ].join('/');
      const action = general.replace(/^(\/:plural\/:id\/)\w+$/, '$1:action');
      const there =
        known ||
        [general, action].some((url) =>
          http.app.hasRoute({ method: method.toUpperCase(), url: `/api/v1${url}` }),
        );
      expect([method, path, plural, there]).toEqual([method, path, plural, true]);
    }
});

test('every address of the sign-in is described, and says whether it needs somebody signed in', async () => {
  const { anybody, routes } = await open();
  const { body } = await anybody.get('/openapi.json');
  const found = routes.filter(({ url }) => url.startsWith('/api/auth/'));
  expect(found.length).toBeGreaterThan(20);
  for (const { method, url } of found) {
    const path = url.slice('/api'.length).replaceAll(/:(\w+)/g, '{$1}');
    const described = body.paths[path]?.[method.toLowerCase()];
    expect(described?.servers, `${method} ${url}`).toEqual([{ url: '/api' }]);
    const answer = await anybody.post(url.replaceAll(/:\w+/g, 'x'), {});
    if (method === 'POST' && !described.security)
      expect([400, 401, 409, 422]).toContain(answer.status);
  }
});

test('people read the same as a page that needs no script and no other server', async () => {
  const { as, admin } = await open();
  const { status, headers, body } = await (await as(admin)).get('/api/docs');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).toContain('/api/v1/deals/{id}/win');
  expect(body).not.toMatch(/<script|https?:\/\/(?!json-schema)/);
});

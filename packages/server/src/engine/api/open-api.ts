import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { Refusal, roles, shipped, systemActor, type Actor } from '@relata/model';
import { reading } from '../work.ts';
import type { Api } from './api.ts';
import { describeObjects, type Describing } from './catalog-route.ts';
import {
  type Operation,
  type RouteDescription,
  type Schema,
  schemaOf,
  whole,
} from './open-api-described.ts';
import { page } from './open-api-page.ts';
import { bodies, operationsOf, operationsOfAll } from './open-api-records.ts';
import { fixedSchemas, schemasOf } from './open-api-schemas.ts';

/** OpenAPI 3.1, as far as we write it. */
export interface Document {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Schema[];
  tags: { name: string }[];
  paths: { [path: string]: { [method: string]: Schema } };
  components: {
    schemas: { [name: string]: Schema };
    responses: { [name: string]: Schema };
    securitySchemes: { [name: string]: Schema };
  };
}

const prefix = '/api/v1';
/** Of the sign-in, which is older than any version of the API, and stays. */
const signIn = '/api/auth/';

/**
 * `GET /api/v1/openapi.json`: the API as the caller may use it, with the fields of their workspace; to
 * nobody signed in, as every workspace has it. `GET /api/docs` shows the same to people. Call it before
 * the other routes are added: what they say of themselves is part of it.
 */
export function addApiDescription(app: FastifyInstance, api: Api): void {
  const described: Operation[] = [];
  app.addHook('onRoute', (route) => void described.push(...operationsIn(route)));

  const documentFor = async (request: FastifyRequest): Promise<Document> =>
    describeApi(await whoAsks(api, request), described);

  app.get(`${prefix}/openapi.json`, async (request) => documentFor(request));
  app.get('/api/docs', async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(page(await documentFor(request))),
  );
}

function operationsIn(route: RouteOptions): Operation[] {
  const describes = route.config?.describes;
  const isSignIn = route.url.startsWith(signIn);
  if (!describes || !(isSignIn || route.url.startsWith(prefix))) return [];
  const server = isSignIn ? '/api' : prefix;
  const path = route.url.slice(server.length).replaceAll(/:(\w+)(\(\^.*\$\))?/g, '{$1}');
  return [route.method]
    .flat()
    .filter((method) => method !== 'HEAD')
    .map((method) => ({
      ...describes,
      method: method.toLowerCase(),
      path,
      ...(isSignIn && { server }),
    }));
}

/** The caller's work; without a session, that of a workspace which has changed nothing. */
async function whoAsks({ engine, identify }: Api, request: FastifyRequest): Promise<Describing> {
  try {
    return await reading(engine, await identify(request));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'unauthenticated') throw error;
    const actor: Actor = {
      ...systemActor('', 'anonymous'),
      kind: 'user',
      role: roles.administrator,
    };
    return { actor, seen: shipped, workspace: { ownerChange: 'everyone' } };
  }
}

export function describeApi(who: Describing, described: Operation[]): Document {
  const objects = describeObjects(who);
  const paths: Document['paths'] = {};
  // What a route says of itself comes last: it stands before the general one of its object.
  for (const operation of [...objects.flatMap(operationsOf), ...operationsOfAll, ...described])
    (paths[operation.path] ??= {})[operation.method] = printed(operation);
  const schemas = {
    ...fixedSchemas,
    ...Object.fromEntries(Object.entries(bodies).map(([name, shape]) => [name, schemaOf(shape)])),
    ...Object.assign({}, ...objects.map(schemasOf)),
  };
  const tags = new Set(
    Object.values(paths).flatMap((methods) =>
      Object.values(methods).flatMap((one) => one['tags'] as string[]),
    ),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Relata', version: '1', description: grammar },
    servers: [{ url: prefix }],
    security: [{ session: [] }, { key: [] }],
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      responses: {
        Problem: {
          description: 'Refused; `code` says why, `errors` name the fields.',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'relata.session_token',
          description: 'Set by POST /api/auth/sign-in/email.',
        },
        key: { type: 'http', scheme: 'bearer', description: 'A key from POST /api-keys.' },
      },
    },
  };
}

function printed({ method, path, ...operation }: Operation): Schema {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const body = operation.body && {
    required: true,
    content: { [operation.takes ?? 'application/json']: { schema: schemaOf(operation.body) } },
  };
  const parameters = [
    ...inPath,
    ...queryOf(operation),
    ...(operation.server ? [] : headersOf(method, operation)),
  ];
  return {
    operationId: `${method}${path.replaceAll(/[{}]/g, '').replaceAll(/[^a-zA-Z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: operation.summary,
    tags: [operation.about],
    ...(operation.server && { servers: [{ url: operation.server }] }),
    ...(operation.open && { security: [] }),
    ...(parameters.length && { parameters }),
    ...(body && { requestBody: body }),
    responses: {
      [operation.status ?? (answers(operation) ? 200 : 204)]: answerOf(operation),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const answers = ({ answer, content }: RouteDescription): boolean => Boolean(answer ?? content);

function answerOf(operation: RouteDescription): Schema {
  const content =
    operation.content ??
    (operation.answer && { 'application/json': whole({ data: operation.answer }) });
  return {
    description: 'Done.',
    ...(content && {
      content: Object.fromEntries(
        Object.entries(content).map(([type, schema]) => [type, { schema }]),
      ),
    }),
  };
}

function queryOf({ query }: RouteDescription): Schema[] {
  if (!query) return [];
  const schema = schemaOf(query) as {
    properties?: { [name: string]: Schema };
    required?: string[];
  };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    ...(schema.required?.includes(name) && { required: true }),
    ...(meanings[name] && { description: meanings[name] }),
    schema: property,
  }));
}

function headersOf(method: string, { open }: RouteDescription): Schema[] {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  });
  if (method === 'get' && !open)
    return [header('X-View-As', 'Id of a person: what they see, for administrators; see above.')];
  if (method === 'post')
    return [header('Idempotency-Key', 'The same key gets the first answer again for 24 hours.')];
  if (method !== 'patch') return [];
  return [
    header('If-Match', 'The version that was read, `"7"`: refuses any change since with 412.'),
    header(
      'X-Losing-Access',
      '`refuse`: a change after which the caller would not see the record any more is refused with 409.',
    ),
    header(
      'X-Change-Group',
      '`all`: what the record shares with others is changed in all of them: the temperature and the tags of a company and its people.',
    ),
    header(
      'X-Base-Version',
      'The version that was read, `7`: refuses only a change of one of the same fields.',
    ),
  ];
}

/** Of the parameters that every list takes. */
const meanings: { [name: string]: string } = {
  filter: 'A filter as JSON; see above.',
  sort: 'Fields, joined by commas, `-` in front for descending: `-value,title`.',
  fields: 'Only these fields, joined by commas.',
  include: 'References to expand: `company` whole, `owner.title` as {id, title}.',
  q: 'Words that must be found, also by their beginning.',
  view: 'Id of a saved view: its filter counts as well, its order where none is given.',
  limit: 'Records of a page, 50 unless given.',
  after: '`page.next` of the page before.',
  total: '`capped` (exact up to 10,000) unless given.',
  deleted: '`only`: the recycle bin instead.',
  measures:
    'Joined by commas: `count`, `sum(field)`, `weighted(field)`, `avg(field)`, `min(field)`, `max(field)`.',
  groupBy: 'Field whose values make the groups.',
  sum: 'Field that the headers of a board add up, its own one unless given; `-`: they only count.',
  viewAs: 'The same as `X-View-As`, where a browser opens the address by itself.',
};

const grammar = `One API for everybody: the web app, programs, agents.

**Filters** are JSON, the same in lists, views and bulk changes. Members are joined by AND:
\`{"stage": {"in": ["…"]}, "value": {"gte": 1000}, "or": [{"owner": {"eq": "@me"}}, {"tags": {"has": "VIP"}}]}\`.
Operators by kind of field: \`eq ne in nin gt gte lt lte between contains startsWith endsWith has hasAny hasAll empty within\`;
\`within\` takes \`today\`, \`thisWeek\`, \`last30Days\`, \`next7Days\` … in the caller's time zone. Paths follow one
reference: \`{"company.country": {"eq": "PL"}}\`; the currency of an amount stands behind it, and takes
\`eq ne in nin empty\`: \`{"value.currency": {"in": ["EUR", "USD"]}}\`. \`and\`, \`or\` take lists of filters, \`not\` one.
\`contains\`, \`startsWith\`, \`endsWith\` and \`q\` ignore case and accents; \`ne\` and \`nin\` include empty values.

**Values**: ids are UUIDs; days \`2026-11-22\`; times RFC 3339 in UTC; money \`{"amount": "1250.00", "currency": "EUR"}\`;
decimals are strings; references are ids, expanded under \`include\`; empty is null.

**Pages** follow each other by \`after=<page.next>\`, not by numbers. **Changes** answer with the \`batch\` that undoes them;
where more than 10,000 others follow (a tag is renamed), with 202 and the work that makes them: \`GET /work/{id}\`.

**Viewing as somebody else**: an administrator who is signed in (not by a key) sends \`X-View-As: <id of a person>\` and sees
what that person sees, without their personal records, private views, imports, notifications and favourites. Nothing can be
written or exported meanwhile: 403 with the reason \`viewing_as\`. The audit log says that somebody looked.

**Refusals** are \`application/problem+json\` (RFC 9457): 400 malformed, 401, 403, 404 (also for what the caller may not see),
409 conflict, 412 stale, 413 too large, 415, 422 a rule says no, 429 and 503 with \`Retry-After\`, 507 disk full.
Unknown fields are refused, not ignored.`;

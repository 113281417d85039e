import type { CatalogObject, Field, FieldKind } from '@relata/model';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import type { Schema } from '#engine/api/open-api-described.ts';
import type { Document } from '#engine/api/open-api.ts';
import type { Answered, Caller } from './door.ts';

/** A request that somebody would make, kept instead of sent. */
export interface Kept {
  method: 'POST' | 'PATCH' | 'PUT';
  /** As it is addressed: `/deals/{id}` with the id filled in. */
  path: string;
  body?: unknown;
  form?: FormData;
}

/** Keeps what is asked of it; what is only read is read by `reader`. */
export function keeping(reader: Pick<Caller, 'get'>): { caller: Caller; kept: Kept[] } {
  const kept: Kept[] = [];
  const nothing: Answered = { status: 200, headers: {}, body: { data: {} }, raw: Buffer.alloc(0) };
  const keep = async (one: Kept): Promise<Answered> => {
    kept.push(one);
    return nothing;
  };
  const caller: Caller = {
    headers: {},
    get: reader.get,
    delete: async () => nothing,
    post: (path, body = {}) => keep({ method: 'POST', path, body }),
    patch: (path, body) => keep({ method: 'PATCH', path, body }),
    put: (path, body = {}) => keep({ method: 'PUT', path, body }),
    send: (path, form) => keep({ method: 'POST', path, form }),
  };
  return { caller, kept };
}

const camel = (column: string) => column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** What servers have believed when somebody said it of themselves. */
const believed = [
  ...['isAdmin', 'isAdministrator', 'admin', 'administers', 'permissions', 'rights', 'superuser'],
  ...['verified', 'emailVerified', 'email_verified', 'approved', 'confirmed', 'plan', 'seats'],
  ...[
    'tenant',
    'tenantId',
    'tenant_id',
    'ownerId',
    'userId',
    'accountId',
    'identity',
    '_id',
    '$set',
  ],
  ...['constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'],
];

/** Every column of every table, as the database and as the API would spell it, and `believed`. */
export async function everyColumn({ query }: Pick<Database, 'query'>): Promise<string[]> {
  const { rows } = await query<{ name: string }>(
    `select distinct a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped`,
  );
  return [...new Set([...rows.flatMap(({ name }) => [name, camel(name)]), ...believed])];
}

/** Names that the API's description lets a body of this request have. */
export function namesTaken(document: Document, { method, path }: Kept): string[] | undefined {
  const operation = Object.entries(document.paths)
    .filter(([template]) => fits(template, path.replace(/^\/api\/v1/, '').split('?', 1)[0] ?? ''))
    // What stands in the address itself goes before what is filled in.
    .toSorted(
      ([one], [other]) => (one.match(/\{/g)?.length ?? 0) - (other.match(/\{/g)?.length ?? 0),
    )
    .flatMap(([, methods]) => Object.entries(methods))
    .find(([known]) => known === method.toLowerCase())?.[1];
  if (!operation) return undefined;
  const content = (
    operation['requestBody'] as { content: Record<string, { schema: Schema }> } | undefined
  )?.content;
  return Object.values(content ?? {}).flatMap(({ schema }) => membersOf(document, schema));
}

const fits = (template: string, path: string) =>
  new RegExp(`^(/api)?${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

function membersOf(document: Document, schema: Schema): string[] {
  const { $ref, allOf, anyOf, oneOf, properties } = schema as {
    $ref?: string;
    allOf?: Schema[];
    anyOf?: Schema[];
    oneOf?: Schema[];
    properties?: object;
  };
  const named = $ref && document.components.schemas[$ref.split('/').at(-1) ?? ''];
  return [
    ...Object.keys(properties ?? {}),
    ...[...(named ? [named] : []), ...(allOf ?? []), ...(anyOf ?? []), ...(oneOf ?? [])].flatMap(
      (one) => membersOf(document, one),
    ),
  ];
}

/** The same with these members added to one object in it, for every object below its top. */
export function* laden(
  value: unknown,
  extra: Record<string, unknown>,
  at = '',
): Generator<{ at: string; value: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  if (at && !Array.isArray(value)) yield { at, value: { ...extra, ...value } };
  for (const [key, member] of Object.entries(value))
    for (const one of laden(member, extra, `${at}/${key}`))
      yield {
        at: one.at,
        value: Array.isArray(value)
          ? value.map((part, i) => (String(i) === key ? one.value : part))
          : { ...value, [key]: one.value },
      };
}

/** Something for a field of each kind that is not what stands there already. */
export const anything = (field: Field, ids: Record<'user' | 'company', string>): unknown =>
  (
    {
      text: field.options ? null : `Something ${newId().slice(-8)}`.slice(0, field.max),
      longText: 'Something',
      number: '7',
      integer: 7,
      money: { amount: '7.00', currency: 'EUR' },
      percent: 7,
      date: '2001-02-03',
      dateTime: '2001-02-03T04:05:06Z',
      boolean: true,
      select: field.options?.at(-1)?.value ?? null,
      multiSelect: field.options?.length ? [field.options.at(-1)?.value] : null,
      emails: [{ value: 'some@firm.example', label: 'work' }],
      phones: [{ value: '+39 055 1234567', label: 'work' }],
      urls: [{ value: 'https://firm.example', label: 'work' }],
      addresses: [{ city: 'Firenze', country: 'IT', label: 'work' }],
      link: field.to === 'company' ? ids.company : null,
      links: field.to === '*' ? [{ object: 'company', id: ids.company }] : null,
      user: ids.user,
      files: null,
      audience: [ids.user],
      rating: 2,
      autonumber: 7,
      duration: 7,
      json: null,
      tags: ['some'],
    } satisfies Record<FieldKind, unknown>
  )[field.kind];

/** A record with everything filled that whoever makes one may fill. */
export const filled = (
  object: CatalogObject,
  ids: Record<'user' | 'company', string>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object.fields)
      .filter(([, field]) => !field.writtenBy && !field.unique)
      .map(([name, field]) => {
        // The first of the options goes with whatever else there is.
        const first = field.kind === 'select' && field.options?.[0]?.value;
        return [name, first || anything(field, ids)] as const;
      })
      .filter(([, value]) => value !== null),
  );

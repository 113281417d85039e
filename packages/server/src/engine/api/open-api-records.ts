import { z } from 'zod';
import { type Fields, isAlwaysRequired } from '@relata/model';
import type { DescribedObject } from './catalog-route.ts';
import {
  list,
  type Offered,
  type Operation,
  paged,
  ref,
  type Schema,
  text,
  uuid,
  whole,
} from './open-api-described.ts';
import { nameOf, valueOf } from './open-api-schemas.ts';
import { batchBody, bulkBody } from './change-many.ts';
import { exportBody } from './export-route.ts';
import { listQuery } from './list-query.ts';
import { manyOf } from './open-api-many.ts';
import { mergesOf } from './open-api-merge.ts';
import { layoutsOf } from './open-api-layouts.ts';
import { timelineOf } from './open-api-timeline.ts';
import { mergeBody } from './merge-routes.ts';
import { duplicatesQuery } from './record-routes.ts';
import { readQuery } from './written.ts';

const changed = (record: Schema): { [type: string]: Schema } => ({
  'application/json': whole({
    data: record,
    batch: { ...uuid, description: 'Undoes the change.' },
  }),
});

/** What can be done with the records of an object, of what the caller may do. */
export function operationsOf(object: DescribedObject): Operation[] {
  const { plural, can } = object;
  const name = nameOf(object.name);
  const record = ref(name);
  const changes = ref(`${name}Changes`);
  const about = plural;
  const one = `/${plural}/{id}`;
  const all: Offered[] = [
    {
      when: can.read,
      method: 'get',
      path: `/${plural}`,
      about,
      summary: `List ${plural}`,
      query: listQuery,
      content: paged(record),
    },
    {
      when: can.read,
      method: 'get',
      path: one,
      about,
      summary: `Read one of the ${plural}`,
      query: readQuery,
      answer: record,
    },
    {
      when: can.create,
      method: 'post',
      path: `/${plural}`,
      about,
      summary: `Make a new one`,
      body: newOne(object, changes),
      status: 201,
      content: changed(record),
    },
    {
      when: can.create,
      method: 'post',
      path: `/${plural}/duplicates`,
      about,
      query: duplicatesQuery,
      summary:
        'What a new one with these values would double; of what is kept from the caller, only whom to ask',
      body: changes,
      answer: whole({
        records: list(
          whole({
            ...{ object: text(), id: uuid, title: text(), reasons: list({ type: 'object' }) },
            strength: { type: 'string', enum: ['strong', 'likely', 'weak'] },
          }),
        ),
        kept: list(whole({ fields: list(text()), ask: { type: ['object', 'null'] } })),
      }),
    },
    {
      when: can.update,
      method: 'patch',
      path: one,
      about,
      summary: 'Change the named fields; `If-Match` or `X-Base-Version` guard against stale writes',
      body: changes,
      content: changed(record),
    },
    {
      when: can.delete,
      method: 'delete',
      path: one,
      about,
      summary: 'Move to the recycle bin',
      answer: whole({ batch: uuid }),
    },
    {
      when: can.delete,
      method: 'post',
      path: `${one}/restore`,
      about,
      summary: 'Take out of the recycle bin',
      content: changed(record),
    },
    ...mergesOf(object, record),
    {
      when: can.read,
      method: 'get',
      path: `${one}/related`,
      about,
      summary: 'What points to it',
      answer: list(relatedRecords),
    },
  ];
  all.push(...manyOf(object), ...layoutsOf(object, record, about), ...timelineOf(object));
  const actions = Object.entries(object.actions).map(([action, { needs, input }]) => ({
    when: can[needs],
    method: 'post',
    path: `${one}/${action}`,
    about,
    summary: `${nameOf(action)} it`,
    body: inputOf(input),
    content: changed(record),
  }));
  return [...all, ...actions]
    .filter((operation) => operation.when)
    .map(({ when: _, ...operation }) => operation);
}

/** Across objects. */
export const operationsOfAll: Operation[] = [
  {
    method: 'post',
    path: '/changes/{batch}/undo',
    about: 'changes',
    summary:
      'Take a change or a whole batch back; a large one in the background, answered 202 with the work',
    answer: ref('Undone'),
  },
  {
    method: 'get',
    path: '/search',
    about: 'search',
    summary:
      'Find records of any object, best first; where none has what is asked for, those with something like it (`similar`)',
    query: z.strictObject({
      q: z.string(),
      objects: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
    answer: list({
      ...whole({
        object: text(),
        id: uuid,
        title: text(),
        subtitle: text(),
        about: {
          anyOf: [whole({ object: text(), id: uuid, title: text() }), { type: 'null' }],
        },
        similar: { type: 'boolean' },
      }),
    }),
  },
];

export const bodies: { [name: string]: z.ZodType } = {
  Batch: batchBody,
  Bulk: bulkBody,
  Export: exportBody,
  Merge: mergeBody,
};

const relatedRecords: Schema = {
  type: 'object',
  properties: {
    name: text(),
    object: text(),
    field: text(),
    count: { type: 'integer' },
    records: list({ type: 'object' }),
  },
};

/** Fields without which there is no record, unless a default fills them. */
function newOne(object: DescribedObject, changes: Schema): Schema {
  const required = Object.entries(object.fields)
    .filter(([, field]) => isAlwaysRequired(field) && !field.default && !field.writtenBy)
    .map(([name]) => name);
  return required.length ? { allOf: [changes, { type: 'object', required }] } : changes;
}

const inputOf = (input: Fields): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(input).map(([name, field]) => [name, valueOf(field)]),
  ),
  required: Object.entries(input).flatMap(([name, field]) => (field.required ? [name] : [])),
});

import { z } from 'zod';
import { type Fields, isAlwaysRequired } from '@relata/model';
import type { DescribedObject } from './catalog-route.ts';
import {
  list,
  ref,
  type RouteDescription,
  type Schema,
  text,
  uuid,
  whole,
} from './open-api-described.ts';
import { nameOf, valueOf } from './open-api-schemas.ts';
import { batchBody, bulkBody } from './change-many.ts';
import { exportBody, exportQuery } from './export-route.ts';
import { aggregateQuery, listQuery } from './list-query.ts';
import { mergesOf } from './open-api-merge.ts';
import { layoutsOf } from './open-api-layouts.ts';
import { mergeBody } from './merge-routes.ts';
import { duplicatesQuery, markBody, pageQuery } from './record-routes.ts';
import { readQuery } from './written.ts';

/** One operation of the API: method, address below `/api/v1`, what it says of itself. */
export interface Operation extends RouteDescription {
  method: string;
  /** Below the server. */
  path: string;
  /** Where it is not that of the whole description. */
  server?: string;
}

const changed = (record: Schema): { [type: string]: Schema } => ({
  'application/json': whole({
    data: record,
    batch: { ...uuid, description: 'Undoes the change.' },
  }),
});

const paged = (items: Schema): { [type: string]: Schema } => ({
  'application/json': whole({ data: list(items), page: ref('Page') }),
});

/** What can be done with the records of an object, of what the caller may do. */
export function operationsOf(object: DescribedObject): Operation[] {
  const { plural, can } = object;
  const name = nameOf(object.name);
  const record = ref(name);
  const changes = ref(`${name}Changes`);
  const about = plural;
  const one = `/${plural}/{id}`;
  const all: (Operation & { when: boolean })[] = [
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
      when: can.bulk && can.update,
      method: 'post',
      path: `/${plural}/batch`,
      about,
      summary: 'Change up to 10,000 at once, all or none',
      body: { anyOf: [ref('Batch'), ref('Bulk')] },
      answer: ref('BatchDone'),
    },
    {
      when: can.bulk && can.update,
      method: 'post',
      path: `/${plural}/bulk`,
      about,
      summary: 'Change any number in the background',
      body: ref('Bulk'),
      status: 202,
      answer: ref('WorkItem'),
    },
    {
      when: can.read,
      method: 'get',
      path: `/${plural}/aggregate`,
      about,
      summary:
        'Count and add up: `groupBy=stage&measures=count,sum(value)`; days as `expectedClose:month`',
      query: aggregateQuery,
      answer: list({
        type: 'object',
        properties: { key: {}, count: { type: 'integer' } },
        required: ['key'],
      }),
    },
    {
      when: can.export,
      method: 'get',
      path: `/${plural}/export`,
      about,
      summary: 'What the same query lists, as a file; importable again',
      query: exportQuery,
      content: fileContent,
    },
    {
      when: can.export,
      method: 'post',
      path: `/${plural}/export`,
      about,
      summary: 'The same, also of up to 10,000 records named by their ids',
      body: ref('Export'),
      content: fileContent,
    },
    {
      when: can.read,
      method: 'get',
      path: `${one}/history`,
      about,
      summary: 'Who changed what, newest first',
      query: pageQuery,
      content: paged(historyEntry),
    },
    {
      when: can.read,
      method: 'get',
      path: `${one}/related`,
      about,
      summary: 'What points to it',
      answer: list(relatedRecords),
    },
  ];
  all.push(...layoutsOf(object, record, about));
  if (object.timeline)
    all.push({
      when: can.read,
      method: 'get',
      path: `${one}/timeline`,
      about,
      summary:
        'Notes, activities, files and changes, newest first; what is pinned and what is planned on the first page',
      query: pageQuery.extend({ kinds: z.string().optional() }),
      content: paged({
        type: 'object',
        properties: {
          kind: text(),
          at: text(),
          id: uuid,
          record: { type: 'object' },
          change: { type: 'object' },
        },
      }),
    });
  if (object.timeline)
    all.push({
      when: can.update,
      method: 'put',
      path: `${one}/timeline/{entry}`,
      about,
      summary: 'Say something of a change in it (`was`: as it was read), or put it on top',
      body: markBody,
      answer: whole({ remark: { type: ['string', 'null'] }, pinned: { type: 'boolean' } }),
    });
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
    summary: 'Find records of any object, best first',
    query: z.strictObject({
      q: z.string(),
      objects: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
    answer: list({ ...whole({ object: text(), id: uuid, title: text(), subtitle: text() }) }),
  },
];

export const bodies: { [name: string]: z.ZodType } = {
  Batch: batchBody,
  Bulk: bulkBody,
  Export: exportBody,
  Merge: mergeBody,
};

const binary: Schema = { type: 'string', contentMediaType: 'application/octet-stream' };

const fileContent: { [type: string]: Schema } = {
  'text/csv': text(),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': binary,
  'text/vcard': text(),
};

const historyEntry: Schema = {
  type: 'object',
  properties: {
    id: uuid,
    at: text(),
    actor: text(),
    action: text(),
    fields: { type: 'object' },
    batch: uuid,
    undone: { type: 'boolean' },
    of: { type: ['object', 'null'], description: 'Of a record that became part of this one.' },
  },
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

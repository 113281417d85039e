import type { DescribedObject } from './catalog-route.ts';
import { exportQuery } from './export-route.ts';
import { aggregateQuery } from './list-query.ts';
import { list, type Offered, ref, type Schema, text } from './open-api-described.ts';

const binary: Schema = { type: 'string', contentMediaType: 'application/octet-stream' };

const fileContent: { [type: string]: Schema } = {
  'text/csv': text(),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': binary,
  'text/vcard': text(),
};

/** What is done with many records at once: changed, counted, taken out. */
export function manyOf({ plural, can }: DescribedObject): Offered[] {
  const about = plural;
  return [
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
  ];
}

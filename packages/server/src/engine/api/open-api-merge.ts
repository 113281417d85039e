import { isMergeable } from '../merge/merged.ts';
import type { DescribedObject } from './catalog-route.ts';
import { list, type Offered, ref, type Schema, text, uuid, whole } from './open-api-described.ts';

const plan = whole({
  fields: list(
    whole({
      field: text(),
      how: { type: 'string', enum: ['filled', 'united', 'joined', 'choose', 'chosen'] },
    }),
  ),
  conflicts: list({ type: 'object' }),
  moves: list(whole({ object: text(), count: { type: 'integer' } })),
});

/** Several records of an object become one. */
export function mergesOf(object: DescribedObject, record: Schema): Offered[] {
  const { plural, can } = object;
  const when = isMergeable(object) && can.update && can.delete;
  const asked = { when, method: 'post', about: plural, body: ref('Merge') };
  return [
    {
      ...asked,
      path: `/${plural}/{id}/merge`,
      summary:
        'Make it and others one: what they have besides and all that points to them comes to it; where they differ and nothing is chosen, 409 names the fields',
      content: { 'application/json': whole({ data: record, batch: uuid }) },
    },
    {
      ...asked,
      path: `/${plural}/{id}/merge/preview`,
      summary: 'What that would do, field by field; nothing is changed',
      answer: plan,
    },
  ];
}

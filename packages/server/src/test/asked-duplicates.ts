import type { Cast, KindOfCaller } from './cast.ts';
import type { Answered, Caller } from './door.ts';

const onlyBoss: KindOfCaller[] = ['administrator'];

/** Whoever may change companies sees which may be the same; two that nobody but the boss sees become one. */
export function ofDuplicates(
  { things: { twin, other } }: Cast,
  all: readonly KindOfCaller[],
): Record<string, [KindOfCaller[], (c: Caller) => Promise<Answered>]> {
  const pair = { object: 'company', ids: [twin, other] };
  const without: KindOfCaller[] = ['noRole', 'readOnlyKey', 'dealKey'];
  return {
    'GET /duplicates': [
      all.filter((one) => !without.includes(one)),
      (c) => c.get('/duplicates?object=company'),
    ],
    'POST /duplicates/apart': [onlyBoss, (c) => c.post('/duplicates/apart', pair)],
    'POST /duplicates/together': [onlyBoss, (c) => c.post('/duplicates/together', pair)],
    'POST /:plural/:id/merge/preview': [
      onlyBoss,
      (c) => c.post(`/companies/${twin}/merge/preview`, { others: [other] }),
    ],
    'POST /:plural/:id/merge': [
      onlyBoss,
      (c) => c.post(`/companies/${twin}/merge`, { others: [other] }),
    ],
  };
}

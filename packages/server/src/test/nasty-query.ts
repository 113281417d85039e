import type { CatalogObject } from '@relata/model';
import fc from 'fast-check';
import { mostly, nastyFilter, nastyText, nastyValue } from './nasty.ts';

/** What addresses take as a query, one or the other. */
const knownNames = [
  ...[
    'filter',
    'sort',
    'fields',
    'include',
    'q',
    'view',
    'limit',
    'after',
    'total',
    'deleted',
    'groupBy',
    'measures',
  ],
  ...[
    'kinds',
    'pipeline',
    'objects',
    'object',
    'format',
    'columns',
    'version',
    'inline',
    'warnings',
  ],
];

const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Queries of an address of this object, true to the language or not. `ids`: of records, by object. */
export function queryFor(
  object: CatalogObject,
  ids: ReadonlyMap<string, string[]>,
): fc.Arbitrary<Record<string, string>> {
  const anyId = () => mostly(fc.constantFrom(...[...ids.values()].flat()), nastyText);
  const names = Object.keys(object.fields);
  const name = mostly(fc.constantFrom(...names), nastyText);
  const sort = fc.array(
    fc.tuple(fc.boolean(), name).map(([down, one]) => `${down ? '-' : ''}${one}`),
    { maxLength: 3 },
  );
  const cursor = fc
    .tuple(
      sort,
      fc.constantFrom('all', 'filled', 'empty', 'unknown', ...(ids.get('user') ?? [])),
      fc.array(nastyValue, { maxLength: 3 }),
    )
    .map(([by, phase, keys]) => packed([[...by, 'id'].join(), phase, keys]));
  const place = fc.tuple(nastyText, anyId()).map(packed);
  const likely: Record<string, fc.Arbitrary<string>> = {
    filter: nastyFilter(
      [...names, 'company', 'people', 'deals', 'owner', 'notes'],
      [...ids.values()].flat(),
    ).map((one) => JSON.stringify(one)),
    sort: sort.map((one) => one.join()),
    fields: fc.array(name, { maxLength: 3 }).map((one) => one.join()),
    include: fc
      .array(
        fc.oneof(
          name,
          fc.tuple(name, name).map((two) => two.join('.')),
        ),
        { maxLength: 3 },
      )
      .map((one) => one.join()),
    view: anyId(),
    after: fc.oneof(cursor, place),
    limit: fc.constantFrom('1', '200', '0', '201', '1e2', ' 5', '5.0', '-1'),
    total: fc.constantFrom('exact', 'capped', 'none', 'all'),
    deleted: fc.constant('only'),
    groupBy: fc
      .tuple(name, fc.constantFrom('', ':month', ':', ':x'))
      .map(([one, unit]) => one + unit),
    measures: fc
      .array(
        fc
          .tuple(fc.constantFrom('sum', 'weighted', 'avg', 'min', 'max', 'x'), name)
          .map(([kind, one]) => `${kind}(${one})`),
        { maxLength: 3 },
      )
      .map((one) => one.join()),
    pipeline: anyId(),
    columns: fc.array(name, { maxLength: 3 }).map((one) => one.join()),
    format: fc.constantFrom('csv', 'xlsx', 'vcf', 'pdf'),
  };
  const entry = mostly(fc.constantFrom(...knownNames), nastyText).chain((key) =>
    fc.tuple(
      fc.constant(key),
      mostly(Object.hasOwn(likely, key) ? (likely[key] ?? nastyText) : nastyText, nastyText),
    ),
  );
  return fc.array(entry, { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

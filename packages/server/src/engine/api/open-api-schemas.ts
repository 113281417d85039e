import { type Field, type FieldKind, isListed } from '@relata/model';
import type { DescribedObject } from './catalog-route.ts';
import { list, ref, type Schema, text, uuid, whole } from './open-api-described.ts';

const nullable = (schema: Schema): Schema =>
  typeof schema['type'] === 'string'
    ? {
        ...schema,
        type: [schema['type'], 'null'],
        ...(Array.isArray(schema['enum']) && { enum: [...schema['enum'], null] }),
      }
    : { anyOf: [schema, { type: 'null' }] };

const number = (field: Field): Schema => ({
  ...(field.min !== undefined && { minimum: field.min }),
  ...(field.max !== undefined && { maximum: field.max }),
});

const decimal: Schema = { type: 'string', format: 'decimal', pattern: '^-?\\d+(\\.\\d+)?$' };

const choice = (field: Field): Schema => {
  const values = (field.options ?? []).map((option) => option.value);
  return field.open ? { type: 'string', examples: values } : { type: 'string', enum: values };
};

const longText = (field: Field): Schema => ({
  type: 'string',
  ...(field.max && { maxLength: field.max }),
});

/** The value of each kind of field, as it travels. */
const kinds = {
  text: longText,
  longText,
  number: () => decimal,
  integer: (field) => ({ type: 'integer', ...number(field) }),
  money: () => ref('Money'),
  percent: (field) => ({ type: 'number', ...number(field) }),
  date: (field) =>
    field.yearless
      ? { type: 'string', description: 'A day, without its year as --11-22.' }
      : { type: 'string', format: 'date' },
  dateTime: () => ({ type: 'string', format: 'date-time' }),
  boolean: () => ({ type: 'boolean' }),
  select: choice,
  multiSelect: (field) => list(choice(field)),
  emails: () => list(ref('ContactPoint')),
  phones: () => list(ref('ContactPoint')),
  urls: () => list(ref('ContactPoint')),
  addresses: () => list(ref('Address')),
  link: (field) => ({ ...uuid, ...(field.to && { description: `Id of a ${field.to}.` }) }),
  links: (field) =>
    field.to === '*'
      ? list(ref('RecordRef'))
      : { ...list(uuid), description: `Ids of records of ${field.to}.` },
  user: () => ({ ...uuid, description: 'Id of a user.' }),
  files: () => ({ ...list(uuid), description: 'Ids of files.' }),
  audience: () => ({ ...list(uuid), description: 'Ids of users and teams.' }),
  rating: (field) => ({ type: 'integer', ...number(field) }),
  autonumber: () => ({ type: 'integer' }),
  duration: (field) => ({ type: 'integer', description: 'Minutes.', ...number(field) }),
  json: () => ({}),
  tags: () => list({ type: 'string', maxLength: 80 }),
} satisfies Record<FieldKind, (field: Field) => Schema>;

export const valueOf = (field: Field): Schema => kinds[field.kind](field);

const changeOf = (entries: Schema): Schema => ({
  type: 'object',
  description: 'What comes and what goes; the rest of the list stays as it is by then.',
  properties: { add: entries, remove: entries },
  additionalProperties: false,
});

const always = new Set(['id', 'version', 'title', 'createdAt', 'updatedAt']);

/** `lostReason` → `LostReason` */
export const nameOf = (object: string): string =>
  `${object.charAt(0).toUpperCase()}${object.slice(1)}`;

/** A record as it is read, and the fields that may be written. */
export function schemasOf(object: DescribedObject): { [name: string]: Schema } {
  const fields = Object.entries(object.fields);
  const read = fields.map(([name, field]) => {
    const value = always.has(name) ? valueOf(field) : nullable(valueOf(field));
    return [name, field.writtenBy ? { ...value, readOnly: true } : value] as const;
  });
  const written = fields.filter(([, field]) => !field.writtenBy);
  const name = nameOf(object.name);
  return {
    [name]: { type: 'object', properties: Object.fromEntries(read), required: [...always] },
    [`${name}Changes`]: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        written.map(([field, definition]) => [
          field,
          isListed(definition)
            ? { anyOf: [nullable(valueOf(definition)), changeOf(valueOf(definition))] }
            : nullable(valueOf(definition)),
        ]),
      ),
    },
  };
}

/** What is the same in every workspace. */
export const fixedSchemas: { [name: string]: Schema } = {
  Money: {
    ...whole({ amount: decimal, currency: { type: 'string', pattern: '^[A-Z]{3}$' } }),
    examples: [{ amount: '1250.00', currency: 'EUR' }],
  },
  ContactPoint: {
    type: 'object',
    properties: {
      value: text(),
      label: text('work, home, mobile, fax or free text'),
      primary: { type: 'boolean' },
    },
    required: ['value'],
  },
  Address: {
    type: 'object',
    properties: {
      street: text(),
      city: text(),
      region: text(),
      postalCode: text(),
      country: text('ISO 3166-1 alpha-2 where known'),
      label: text(),
      primary: { type: 'boolean' },
    },
  },
  RecordRef: whole({ object: text('deal, person, company …'), id: uuid }),
  Named: whole({ object: text(), id: uuid, title: text() }),
  Page: {
    type: 'object',
    properties: {
      next: {
        type: ['string', 'null'],
        description: 'Passed as `after` for the page that follows; null at the end.',
      },
      total: { type: 'integer' },
      totalIsLowerBound: { type: 'boolean' },
      slow: {
        type: 'boolean',
        description: 'An index for this order or filter is being built: the next time is fast.',
      },
    },
    required: ['next'],
  },
  Undone: whole({
    batch: uuid,
    counts: whole({ undone: { type: 'integer' }, refused: { type: 'integer' } }),
    refused: list(ref('Kept')),
  }),
  Kept: {
    type: 'object',
    required: ['object', 'id', 'title', 'fields'],
    properties: {
      object: text(),
      id: uuid,
      title: text(),
      fields: list(text()),
      error: whole({ field: text(), code: text(), message: text() }),
    },
  },
  BatchDone: {
    type: 'object',
    required: ['batch', 'counts', 'changed'],
    properties: {
      batch: uuid,
      counts: {
        type: 'object',
        properties: Object.fromEntries(
          ['created', 'updated', 'deleted', 'restored', 'refused'].map((one) => [
            one,
            { type: 'integer' },
          ]),
        ),
        required: ['created', 'updated', 'deleted', 'restored'],
      },
      refused: list(ref('Kept')),
      changed: list({
        ...whole({
          fields: list(text()),
          versions: { type: 'object', additionalProperties: { type: 'integer' } },
        }),
        description:
          'Records of which the same fields were changed, with the version that each has since.',
      }),
    },
  },
  WorkItem: whole({
    id: uuid,
    kind: { type: 'string', examples: ['bulk', 'change', 'undo', 'import', 'sampleData'] },
    object: { type: ['string', 'null'] },
    status: { type: 'string', enum: ['running', 'done', 'failed', 'cancelled'] },
    progress: whole({ done: { type: 'integer' }, total: { type: 'integer' } }),
    result: { type: ['object', 'null'] },
    error: { type: ['string', 'null'] },
    batch: { type: ['string', 'null'], format: 'uuid', description: 'Undoes it.' },
    undone: { type: 'boolean', description: 'It has been taken back.' },
    undoes: {
      type: ['string', 'null'],
      format: 'uuid',
      description: 'Of an undo: the batch that it takes back.',
    },
    createdAt: { type: 'string', format: 'date-time' },
    finishedAt: { type: ['string', 'null'], format: 'date-time' },
    importId: {
      type: ['string', 'null'],
      format: 'uuid',
      description: 'Of imports: the record that tells more.',
    },
  }),
  Problem: {
    type: 'object',
    description: 'RFC 9457. `code` is stable, texts are in the language of the caller.',
    properties: {
      type: text(),
      title: text(),
      status: { type: 'integer' },
      detail: text(),
      code: text(),
      reason: text(),
      errors: list({
        type: 'object',
        properties: { field: text(), code: text(), message: text(), values: { type: 'object' } },
        required: ['field', 'code', 'message'],
      }),
      details: { type: 'object' },
      request: text('Names the request in the log of the server.'),
    },
    required: ['type', 'title', 'status', 'detail', 'code'],
  },
};

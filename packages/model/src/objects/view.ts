import { boolean, defineObject, integer, json, select, text, user } from '../define.ts';

/** A saved way of looking at an object: filter, order, columns, table or board. */
export const view = defineObject('view', {
  plural: 'views',
  icon: 'table',
  title: ['name'],
  timeline: false,
  place: 'none',
  sort: 'position',
  ownersAlone: { unless: { sharedWith: { eq: 'everyone' } } },
  fields: {
    object: text({ required: true, max: 60, index: true }),
    name: text({ required: true, max: 100 }),
    layout: select(['table', 'board'], { required: true, default: { value: 'table' } }),
    filter: json(),
    /** `-value,title` */
    sort: text({ max: 500 }),
    /** `[{field, width?, pinned?}]` */
    columns: json(),
    /** Field whose values are the columns of the board. */
    groupBy: text({ max: 100 }),
    /** What else the layout keeps: card fields, pipeline, totals. */
    settings: json(),
    sharedWith: select(['me', 'everyone'], { required: true, default: { value: 'me' } }),
    /** Opens first for whoever sees it; a person's own goes before a shared one. */
    isDefault: boolean({ default: { value: false } }),
    position: integer({ default: { value: 0 } }),
    owner: user({ default: 'me', index: true }),
  },
  columns: ['title', 'object', 'layout', 'sharedWith', 'owner'],
});

/** One run of an import: the file, how its columns are read, how far it is, what came of it. */
export const importRun = defineObject('import', {
  plural: 'imports',
  icon: 'file-import',
  title: ['fileName'],
  timeline: false,
  place: 'none',
  writtenBy: 'system',
  ownersAlone: {},
  fields: {
    fileName: text({ required: true }),
    object: text({ required: true, max: 60 }),
    status: select(['draft', 'running', 'done', 'failed', 'cancelled', 'undone'], {
      required: true,
      default: { value: 'draft' },
      colours: ['gray', 'blue', 'green', 'red', 'orange', 'gray'],
    }),
    mapping: json(),
    options: json(),
    progress: json(),
    result: json(),
    batch: text({ max: 36 }),
    owner: user({ default: 'me' }),
  },
  columns: ['title', 'object', 'status', 'createdAt', 'owner'],
});

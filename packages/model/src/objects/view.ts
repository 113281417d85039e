import {
  audience,
  boolean,
  defineObject,
  integer,
  json,
  multiSelect,
  select,
  text,
  user,
} from '../define.ts';
import { roleNames } from '../roles.ts';

/** Views for some: whoever is named, is in a team that is, or has a role that is (OO-GEN-02). */
const forSome = { sharedWith: { eq: 'some' } };

/** A saved way of looking at an object: filter, order, columns, table, board or calendar. */
export const view = defineObject('view', {
  plural: 'views',
  icon: 'table',
  title: ['name'],
  timeline: false,
  place: 'none',
  sort: 'position',
  setUp: { by: ['object', 'name'], where: { sharedWith: { in: ['everyone', 'some'] } } },
  ownersAlone: {
    unless: { sharedWith: { eq: 'everyone' } },
    named: { where: forSome, people: 'audience', roles: 'roles' },
  },
  fields: {
    object: text({ required: true, max: 60, index: true }),
    name: text({ required: true, max: 100 }),
    layout: select(['table', 'board', 'calendar'], { required: true, default: { value: 'table' } }),
    filter: json(),
    /** `-value,title` */
    sort: text({ max: 500 }),
    /** `[{field, width?, pinned?}]` */
    columns: json(),
    /** Field whose values are the columns of the board. */
    groupBy: text({ max: 100 }),
    /** What else the layout keeps: card fields, pipeline, `totals`, `colours`, `dates`, `joined`, `sum`; see `ViewSettings`. */
    settings: json(),
    sharedWith: select(['me', 'some', 'everyone'], { required: true, default: { value: 'me' } }),
    /** People and teams. */
    audience: audience({ showWhen: forSome }),
    /** Shipped roles by name, the workspace's own by id. */
    roles: multiSelect(roleNames, { open: true, showWhen: forSome }),
    /** Opens first for whoever it is for: one's own goes before one for some, that before one for everybody. */
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

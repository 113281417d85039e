/** How records are laid out. */
export const layouts = ['table', 'board', 'calendar'] as const;
export type Layout = (typeof layouts)[number];

/**
 * What the address says about a collection page. Whatever it leaves out, the view decides; whatever it names,
 * has been changed by hand since. Texts as they stand in the address.
 */
export interface CollectionAddress {
  view?: string | undefined;
  /** JSON of a `Filter`; `{}` where the view's was taken away. */
  filter?: string | undefined;
  /** `-value,title` */
  sort?: string | undefined;
  q?: string | undefined;
  layout?: Layout | undefined;
  /** `title:260:start,value:120,stage` */
  columns?: string | undefined;
  /** Field by which the board groups. */
  group?: string | undefined;
  /** By what the rows of the table are grouped: `stage`, `expectedClose:month`; `-` where the view's was taken away. */
  groups?: string | undefined;
  /** Id of the pipeline that the board shows. */
  pipeline?: string | undefined;
  /** Fields on the cards of the board: `value,company`. */
  cards?: string | undefined;
  /** JSON of the columns of the board that hold several values. */
  joined?: string | undefined;
  /** Field that the headers of the board add up; `-` where they only count. */
  sum?: string | undefined;
  /** What the foot of the columns says: `value:avg`. */
  totals?: string | undefined;
  /** JSON of the rules that give records a colour. */
  colours?: string | undefined;
  /** Fields by which the calendar shows records: `startDate,expectedClose`. */
  dates?: string | undefined;
  /** Day that the calendar shows: `2026-11-22`. */
  day?: string | undefined;
  /** How much of the calendar is shown at once. */
  scale?: string | undefined;
  /** Id of the record in the drawer. */
  open?: string | undefined;
}

export function readCollectionState(search: Record<string, unknown>): CollectionAddress {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const layout = text('layout');
  return {
    view: text('view'),
    filter: text('filter'),
    sort: text('sort'),
    q: text('q'),
    layout: layouts.find((one) => one === layout),
    columns: text('columns'),
    group: text('group'),
    groups: text('groups'),
    pipeline: text('pipeline'),
    cards: text('cards'),
    joined: text('joined'),
    sum: text('sum'),
    totals: text('totals'),
    colours: text('colours'),
    dates: text('dates'),
    day: text('day'),
    scale: text('scale'),
    open: text('open'),
  };
}

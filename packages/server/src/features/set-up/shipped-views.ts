import type { SeedTexts } from '#features/pipelines/index.ts';

const viewed = ['deal', 'lead', 'person', 'company', 'activity'] as const;

/** A view that every workspace has from us until somebody changes or deletes it. */
export interface ShippedView {
  /** `lead.pool`: under which is noted that a workspace has got it. */
  key: string;
  values: Record<string, unknown> & { object: string; name: string };
}

/** All of them, in the order of the tabs. */
export const shippedViews = (texts: SeedTexts): ShippedView[] =>
  viewed.flatMap((object) => (object === 'lead' ? leadViews(texts) : viewsOf(object, texts)));

/** Deals open as a board of what is still open; everything else as a table. */
function viewsOf(
  object: Exclude<(typeof viewed)[number], 'lead'>,
  texts: SeedTexts,
): ShippedView[] {
  const names = texts.views[object];
  const mine = { owner: { eq: '@me' } };
  const open = object === 'deal' ? { status: { eq: 'open' } } : {};
  const board = object === 'deal' ? { layout: 'board', groupBy: 'stage' } : { layout: 'table' };
  const views = {
    all: { ...board, filter: {}, isDefault: true },
    mine: { ...board, filter: { ...mine, ...open } },
    recent: { layout: 'table', filter: {}, sort: '-updatedAt' },
  };
  const more = object === 'deal' ? dealViews : object === 'activity' ? activityViews : {};
  return keyed(object, names, { ...views, ...more });
}

/** The inbox, and leads by what has been done about them (EP-LEAD-01); what nobody has opened yet stands out. */
function leadViews({ views: { lead: names } }: SeedTexts): ShippedView[] {
  const open = { state: { in: ['new', 'working'] }, archivedAt: { empty: true } };
  const unseen = { name: names.unseen, colour: 'blue', filter: { seen: { ne: true } } };
  const views = {
    open: { filter: open, isDefault: true },
    mine: { filter: { ...open, owner: { eq: '@me' } } },
    incoming: {
      filter: { ...open, createdAt: { within: 'last7Days' } },
      sort: '-createdAt',
    },
    untouched: { filter: { ...open, firstTouchedAt: { empty: true } } },
    calls: { filter: { ...open, 'activities.category': { eq: 'call' } } },
    pool: { filter: { ...open, owner: { empty: true } } },
    board: {
      filter: { archivedAt: { empty: true } },
      layout: 'board',
      groupBy: 'status',
    },
    // What came in and no rule has given to anybody (EP-LPROC-10).
    unprocessed: {
      filter: { ...open, processing: { in: ['waiting', 'unprocessed'] } },
    },
    all: { filter: {}, sort: '-createdAt' },
    archived: { filter: { archivedAt: { empty: false } }, sort: '-updatedAt' },
  };
  return keyed('lead', names, views, { settings: { colours: [unseen] } });
}

/** What is next to do, what is foreseen, the most promising ones, what is on its way, what was won (EP-OPP-01, §2, §3.2, §3.5). */
const dealViews = {
  activities: { layout: 'board', groupBy: 'nextActivityAt:due', filter: {} },
  closing: { layout: 'board', groupBy: 'expectedClose:month', filter: {} },
  key: {
    layout: 'table',
    filter: { status: { eq: 'open' }, probability: { gte: 50 } },
    sort: '-value',
  },
  inProgress: { layout: 'table', filter: { status: { eq: 'open' } }, sort: 'nextActivityAt' },
  won: { layout: 'table', filter: { status: { eq: 'won' } }, sort: '-closedOn' },
};

/** What came in and waits for an answer (§3.1). */
const activityViews = {
  incoming: { filter: { direction: { eq: 'incoming' }, done: { ne: true } }, sort: 'due' },
};

const keyed = (
  object: string,
  names: Record<string, string>,
  views: Record<string, object>,
  every: object = {},
): ShippedView[] =>
  Object.entries(views).map(([key, values], position) => ({
    key: `${object}.${key}`,
    values: {
      ...{ layout: 'table', sharedWith: 'everyone', position },
      ...every,
      ...values,
      object,
      name: names[key] ?? key,
    },
  }));

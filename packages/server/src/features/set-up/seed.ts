import { create, createMany } from '#engine/records/create.ts';
import type { Work } from '#engine/work.ts';
import { type SeedTexts, seedTextsIn, stagesOfTemplate } from '#features/pipelines/index.ts';

const viewed = ['deal', 'lead', 'person', 'company', 'activity'] as const;

/** What a new workspace starts with: a pipeline, reasons for losing, and views that everyone shares. */
export async function seed(work: Work): Promise<void> {
  const texts = seedTextsIn(work.workspace.language);
  const pipeline = await create(work, 'pipeline', { name: texts.pipeline, isDefault: true });
  await createMany(
    work,
    'stage',
    // The way of a sale that most teams recognise; they rename and add (plug-bitrix24-pipedrive.md, §5).
    stagesOfTemplate('sales', texts).map((stage, position) => ({ ...stage, pipeline, position })),
  );
  const reasons = Object.values(texts.lostReasons).map((name, position) => ({ name, position }));
  await createMany(work, 'lostReason', reasons);
  await createMany(work, 'leadStatus', statusesOf(texts));
  await createMany(
    work,
    'disqualificationReason',
    Object.values(texts.disqualificationReasons).map((name, position) => ({ name, position })),
  );
  await createMany(
    work,
    'view',
    viewed.flatMap((object) => (object === 'lead' ? leadViews(texts) : viewsOf(object, texts))),
  );
}

/** What each of the first statuses of leads means (EP-LEAD-21). */
const meanings = {
  new: 'new',
  working: 'working',
  qualified: 'qualified',
  noInterest: 'disqualified',
  badData: 'disqualified',
  duplicate: 'disqualified',
} as const satisfies Record<keyof SeedTexts['leadStatuses'], string>;

const colours = {
  new: 'blue',
  working: 'yellow',
  qualified: 'green',
  disqualified: 'gray',
} as const;

const statusesOf = ({ leadStatuses }: SeedTexts) =>
  Object.entries(meanings).map(([name, means], position) => ({
    name: leadStatuses[name as keyof typeof meanings],
    means,
    colour: colours[means],
    onTouch: name === 'working',
    position,
  }));

/** Deals open as a board of what is still open; everything else as a table. */
function viewsOf(
  object: Exclude<(typeof viewed)[number], 'lead'>,
  texts: SeedTexts,
): Record<string, unknown>[] {
  const names = texts.views[object];
  const mine = { owner: { eq: '@me' } };
  const open = object === 'deal' ? { status: { eq: 'open' } } : {};
  const board = object === 'deal' ? { layout: 'board', groupBy: 'stage' } : { layout: 'table' };
  const shared = { object, sharedWith: 'everyone' };
  const views = [
    { ...shared, ...board, name: names.all, filter: {}, isDefault: true, position: 0 },
    { ...shared, ...board, name: names.mine, filter: { ...mine, ...open }, position: 1 },
    { ...shared, layout: 'table', name: names.recent, filter: {}, sort: '-updatedAt', position: 2 },
  ];
  return object === 'deal' ? [...views, ...dealViews(texts)] : views;
}

/** The inbox, and leads by what has been done about them (EP-LEAD-01); what nobody has opened yet stands out. */
function leadViews({ views: { lead: names } }: SeedTexts): Record<string, unknown>[] {
  const open = { state: { in: ['new', 'working'] }, archivedAt: { empty: true } };
  const unseen = { name: names.unseen, colour: 'blue', filter: { seen: { ne: true } } };
  const views = [
    { name: names.open, filter: open, isDefault: true },
    { name: names.mine, filter: { ...open, owner: { eq: '@me' } } },
    {
      name: names.incoming,
      filter: { ...open, createdAt: { within: 'last7Days' } },
      sort: '-createdAt',
    },
    { name: names.untouched, filter: { ...open, firstTouchedAt: { empty: true } } },
    { name: names.calls, filter: { ...open, 'activities.category': { eq: 'call' } } },
    { name: names.pool, filter: { ...open, owner: { empty: true } } },
    {
      name: names.board,
      filter: { archivedAt: { empty: true } },
      layout: 'board',
      groupBy: 'status',
    },
    // What came in and no rule has given to anybody (EP-LPROC-10).
    {
      name: names.unprocessed,
      filter: { ...open, processing: { in: ['waiting', 'unprocessed'] } },
    },
    { name: names.all, filter: {}, sort: '-createdAt' },
    { name: names.archived, filter: { archivedAt: { empty: false } }, sort: '-updatedAt' },
  ];
  return views.map((view, position) => ({
    layout: 'table',
    ...view,
    object: 'lead',
    sharedWith: 'everyone',
    settings: { colours: [unseen] },
    position,
  }));
}

/** What is next to do, what is foreseen, the most promising ones, what is on its way, what was won (EP-OPP-01, §2, §3.2, §3.5). */
function dealViews({ views: { deal: names } }: SeedTexts): Record<string, unknown>[] {
  const open = { status: { eq: 'open' } };
  const views = [
    { name: names.activities, layout: 'board', groupBy: 'nextActivityAt:due', filter: {} },
    { name: names.closing, layout: 'board', groupBy: 'expectedClose:month', filter: {} },
    {
      name: names.key,
      layout: 'table',
      filter: { ...open, probability: { gte: 50 } },
      sort: '-value',
    },
    { name: names.inProgress, layout: 'table', filter: open, sort: 'nextActivityAt' },
    { name: names.won, layout: 'table', filter: { status: { eq: 'won' } }, sort: '-closedOn' },
  ];
  return views.map((view, i) => ({
    ...view,
    object: 'deal',
    sharedWith: 'everyone',
    position: 3 + i,
  }));
}

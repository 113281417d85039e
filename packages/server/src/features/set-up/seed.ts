import { create, createMany } from '#engine/records/create.ts';
import type { Work } from '#engine/work.ts';
import { type SeedTexts, seedTextsIn } from './seed-texts.ts';

/** The way of a sale that most teams recognise; they rename and add (plug-bitrix24-pipedrive.md, §5). */
const stages: {
  name: keyof SeedTexts['stages'];
  probability: number;
  colour: string;
  means: string;
}[] = [
  { name: 'qualified', probability: 10, colour: '#74c0fc', means: 'open' },
  { name: 'contactMade', probability: 20, colour: '#4dabf7', means: 'open' },
  { name: 'demoScheduled', probability: 40, colour: '#748ffc', means: 'open' },
  { name: 'proposalMade', probability: 60, colour: '#9775fa', means: 'open' },
  { name: 'negotiationsStarted', probability: 80, colour: '#f783ac', means: 'open' },
  { name: 'won', probability: 100, colour: '#40c057', means: 'won' },
  { name: 'lost', probability: 0, colour: '#fa5252', means: 'lost' },
];

const viewed = ['deal', 'person', 'company', 'activity'] as const;

/** What a new workspace starts with: a pipeline, reasons for losing, and views that everyone shares. */
export async function seed(work: Work): Promise<void> {
  const texts = seedTextsIn(work.workspace.language);
  const pipeline = await create(work, 'pipeline', { name: texts.pipeline, isDefault: true });
  await createMany(
    work,
    'stage',
    stages.map(({ name, ...stage }, position) => ({
      ...stage,
      pipeline,
      name: texts.stages[name],
      position,
    })),
  );
  const reasons = Object.values(texts.lostReasons).map((name, position) => ({ name, position }));
  await createMany(work, 'lostReason', reasons);
  await createMany(
    work,
    'view',
    viewed.flatMap((object) => viewsOf(object, texts)),
  );
}

/** Deals open as a board of what is still open; everything else as a table. */
function viewsOf(object: (typeof viewed)[number], texts: SeedTexts): Record<string, unknown>[] {
  const names = texts.views[object];
  const mine = { owner: { eq: '@me' } };
  const open = object === 'deal' ? { status: { eq: 'open' } } : {};
  const board = object === 'deal' ? { layout: 'board', groupBy: 'stage' } : { layout: 'table' };
  const shared = { object, sharedWith: 'everyone' };
  return [
    { ...shared, ...board, name: names.all, filter: {}, isDefault: true, position: 0 },
    { ...shared, ...board, name: names.mine, filter: { ...mine, ...open }, position: 1 },
    { ...shared, layout: 'table', name: names.recent, filter: {}, sort: '-updatedAt', position: 2 },
  ];
}

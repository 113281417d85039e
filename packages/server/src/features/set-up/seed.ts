import { create, createMany } from '#engine/records/create.ts';
import type { Work } from '#engine/work.ts';
import { type SeedTexts, seedTextsIn, stagesOfTemplate } from '#features/pipelines/index.ts';
import { provideViews } from './provide-views.ts';

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
  await provideViews(work);
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

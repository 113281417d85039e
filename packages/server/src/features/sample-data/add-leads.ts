import { plusDays, roundMoney } from '@relata/model';
import { createMany } from '#engine/records/create.ts';
import type { Work } from '#engine/work.ts';
import { addressIn } from './add-customers.ts';
import type { Firm, Step } from './firm.ts';
import { inCurrency } from './money.ts';
import type { PlannedPerson } from './plan-firm.ts';
import { filled, prices } from './texts/sample-texts.ts';

/** The workspace's own statuses and reasons, by what they mean. */
export interface LeadPath {
  statuses: Record<'new' | 'working' | 'qualified' | 'disqualified', string[]>;
  reasons: string[];
  campaigns: string[];
}

const spans = [
  [10, 3],
  [16, 6],
  [22, 2],
  [36, 12],
] as const;

/** Four campaigns of the year, the last of which still runs, and where leads may go. */
export async function startCampaigns({ work }: Step, firm: Firm): Promise<LeadPath> {
  const campaigns = await createMany(
    work,
    'campaign',
    firm.texts.campaigns.map((name, i) => {
      const [step, weeks] = spans[i] ?? [0, 4];
      const startsOn = plusDays(work.today, step * 9);
      const isOver = i < spans.length - 1;
      const budget = inCurrency(2000 * (i + 2), work.workspace.currency);
      const money = (amount: number) => ({
        amount: roundMoney(String(amount), work.workspace.currency),
        currency: work.workspace.currency,
      });
      return {
        name,
        status: isOver ? 'finished' : 'running',
        startsOn,
        endsOn: plusDays(startsOn, weeks * 7),
        budget: money(budget),
        cost: isOver ? money(budget * (0.8 + firm.random.next() * 0.3)) : null,
      };
    }),
  );
  return { ...(await listsOf(work)), campaigns };
}

async function listsOf({ connection, workspace }: Work): Promise<Omit<LeadPath, 'campaigns'>> {
  const { rows } = await connection.query<{ id: string; means: keyof LeadPath['statuses'] }>(
    'select id, means from lead_status where workspace_id = $1 and deleted_at is null order by position, id',
    [workspace.id],
  );
  const reasons = await connection.query<{ id: string }>(
    'select id from disqualification_reason where workspace_id = $1 and deleted_at is null order by position, id',
    [workspace.id],
  );
  const that = (means: string) => rows.filter((row) => row.means === means).map((row) => row.id);
  return {
    statuses: {
      new: that('new'),
      working: that('working'),
      qualified: that('qualified'),
      disqualified: that('disqualified'),
    },
    reasons: reasons.rows.map((row) => row.id),
  };
}

/** Leads of this moment, each with what has become of it by now: of the old ones most are decided. */
export async function addLeads(
  { work, number }: Step,
  firm: Firm,
  path: LeadPath,
  planned: PlannedPerson[],
  steps: number,
): Promise<void> {
  const { random, texts } = firm;
  const isOld = number < steps - 4;
  const inputs = planned.map((person) => {
    const state = random.weighted(
      isOld
        ? ([
            ['qualified', 4],
            ['disqualified', 5],
            ['working', 1],
          ] as const)
        : ([
            ['new', 6],
            ['working', 4],
            ['disqualified', 1],
          ] as const),
    );
    const from = random.weighted([
      [{ source: 'webForm', utmSource: 'google', utmMedium: 'cpc' }, 5],
      [{ source: 'webForm', utmSource: 'newsletter', utmMedium: 'email' }, 3],
      [{ source: 'show' }, 3],
      [{ source: 'recommendation' }, 2],
      [{ source: 'call' }, 1],
    ]);
    const running = path.campaigns.filter((_, i) => {
      const [start, weeks] = spans[i] ?? [0, 0];
      return number >= start && number <= start + weeks;
    });
    const deal = state === 'qualified' && firm.deals.length ? random.pick(firm.deals) : null;
    const isOpen = state === 'new' || state === 'working';
    return {
      firstName: person.firstName,
      lastName: person.lastName,
      companyName: person.company?.name ?? null,
      jobTitle: person.jobTitle,
      topic: filled(random.pick(texts.leadTopics), { product: random.pick(texts.products) }),
      emails: [{ value: person.email, label: 'work' }],
      phones: random.percent(70)
        ? [{ value: random.fill(person.city.mobile), label: 'mobile' }]
        : [],
      urls: person.company ? [`https://www.${person.company.domain}`] : [],
      addresses: [addressIn(random, person, person.city)],
      status:
        state === 'disqualified' ? random.pick(path.statuses[state]) : path.statuses[state][0],
      disqualificationReason:
        state === 'disqualified' && path.reasons.length ? random.pick(path.reasons) : null,
      priority: random.weighted([
        ['normal', 6],
        ['high', 3],
        ['urgent', 1],
        ['low', 2],
      ]),
      temperature: random.weighted([
        ['cold', 3],
        ['warm', 4],
        ['hot', 2],
        [null, 3],
      ]),
      value: {
        amount: roundMoney(
          String(inCurrency(random.pick(prices), work.workspace.currency)),
          work.workspace.currency,
        ),
        currency: work.workspace.currency,
      },
      ...from,
      campaign: running.length ? random.pick(running) : null,
      utmCampaign: running.length && 'utmSource' in from ? texts.campaigns.at(-1) : null,
      // Some of what has just come in is nobody's yet.
      ...(isOpen && random.percent(30) && { owner: null }),
      ...(deal && { deal: deal.id, company: deal.company.id, person: deal.person.id }),
    };
  });
  const ids = await createMany({ ...work, inAction: 'import' }, 'lead', inputs);
  // What somebody works on has been opened by them.
  const [unopened] = path.statuses.new;
  await work.connection.query(
    'update lead set seen = true where workspace_id = $1 and id = any($2) and status_id is distinct from $3',
    [work.workspace.id, ids, unopened ?? null],
  );
  for (const [i, input] of inputs.entries())
    if (!isOld && input.status !== path.statuses.disqualified[0])
      firm.leads.push({ id: ids[i] ?? '', name: `${input.firstName} ${input.lastName}` });
}

import { patientMs } from '#platform/db.ts';
import { dayIn, Refusal } from '@relata/model';
import type { LongWorker } from '#engine/long-work/long-work.ts';
import { type Work, working } from '#engine/work.ts';
import { addDone, addNotes, addPlanned, addToLeads } from './add-activities.ts';
import { addCompanies, addPeople } from './add-customers.ts';
import { addDeals, moveDeals, salesPathOf } from './add-deals.ts';
import { addProducts } from './add-products.ts';
import { addLeads, startCampaigns } from './add-leads.ts';
import type { Firm, Step } from './firm.ts';
import { planFirm } from './plan-firm.ts';
import { seeded } from './random.ts';
import { demandFirst } from './demand-first.ts';
import { sampleTextsIn } from './texts/sample-texts.ts';

const wanted = {
  companies: 600,
  people: 2000,
  deals: 300,
  leads: 180,
  done: 1120,
  late: 40,
  coming: 340,
  notes: 420,
  onLeads: 60,
};
const total = Object.values(wanted).reduce((sum, count) => sum + count, 0);

/** A year of work, in so many moments. */
const steps = 40;
const daysApart = 9;
const dayMs = 86_400_000;

/**
 * Fills a workspace with a believable firm: customers from Brazil, Italy, Poland and English-speaking
 * countries, a year of deals, calls, meetings and notes up to now. The same each time. All of it is one
 * batch, so one undo takes it away.
 */
export const makeSample: LongWorker = async ({ engine, actor, id, progress }) => {
  await progress(0, total);
  const made = await working(
    engine,
    actor,
    async (work) => {
      await demandFirst(work, id);
      const firm = await fill(work, (done) => progress(done, total));
      // One word about each object is enough for the screens.
      const objects = new Set(work.notices.map((notice) => notice.object));
      work.notices = [...objects].map((object) => ({
        object,
        action: 'create',
        batch: work.batch,
        by: actor.user,
      }));
      return firm;
    },
    { batch: id, statementTimeoutMs: patientMs },
  );
  return {
    result: {
      companies: made.companies.length,
      people: made.people.length,
      deals: made.deals.length,
      leads: wanted.leads,
    },
    batch: id,
  };
};

async function fill(work: Work, progress: (done: number) => Promise<void>): Promise<Firm> {
  const random = seeded(20_261_122);
  const plan = planFirm(random, wanted);
  const firm: Firm = {
    random,
    texts: sampleTextsIn(work.workspace.language),
    companies: [],
    people: [],
    deals: [],
    leads: [],
  };
  const path = await salesPathOf(work);
  if (!path)
    throw new Refusal('conflict', 'the default pipeline has no open stage', {
      reason: 'no_open_stage',
    });
  const stepOf = new Map(
    plan.people.map((person, i) => [person, stepOfPerson(i, person.company, plan, random)]),
  );
  const prospects = planFirm(random, { companies: wanted.leads, people: wanted.leads }).people;
  await addProducts(stepAt(work, 0), firm);
  const leadPath = await startCampaigns(stepAt(work, 0), firm);
  let done = 0;
  for (let number = 0; number < steps; number++) {
    const step = stepAt(work, number);
    /** How many of so many have their turn now, evenly over the year. */
    const share = (count: number): [number, number] => [
      Math.floor((count * number) / steps),
      Math.floor((count * (number + 1)) / steps),
    ];
    const next = (count: number): number => share(count)[1] - share(count)[0];
    await addCompanies(step, firm, plan.companies.slice(...share(wanted.companies)));
    const companies = new Map(
      plan.companies.map((company, i) => [company, firm.companies[i] ?? null]),
    );
    const people = plan.people.filter((person) => stepOf.get(person) === number);
    await addPeople(
      step,
      firm,
      people.map((person) => ({
        person,
        company: person.company ? (companies.get(person.company) ?? null) : null,
      })),
    );
    await moveDeals(step, firm);
    await addDeals(step, firm, path, next(wanted.deals), steps - 1);
    await addLeads(step, firm, leadPath, prospects.slice(...share(wanted.leads)), steps);
    await addDone(step, firm, next(wanted.done));
    await addNotes(step, firm, next(wanted.notes));
    done +=
      next(wanted.companies) +
      people.length +
      next(wanted.deals) +
      next(wanted.leads) +
      next(wanted.done) +
      next(wanted.notes);
    await progress(done);
  }
  await addPlanned(stepAt(work, steps), firm, wanted);
  await addToLeads(stepAt(work, steps), firm, wanted.onLeads);
  await progress(total);
  return firm;
}

/** A moment of the past year; the last one is now. */
function stepAt(work: Work, number: number): Step {
  const now = new Date(Date.parse(work.now) - (steps - number) * daysApart * dayMs).toISOString();
  return { number, work: { ...work, now, today: dayIn(now, work.actor.timeZone) } };
}

/** Nobody comes before their company; those by whom a company is known come with it. */
function stepOfPerson(
  place: number,
  company: unknown,
  { companies }: { companies: unknown[] },
  random: { between(from: number, to: number): number },
): number {
  const at = companies.indexOf(company);
  const earliest = at < 0 ? 0 : Math.min(steps - 1, Math.floor((at * steps) / companies.length));
  return place < companies.length ? earliest : random.between(earliest, steps - 1);
}

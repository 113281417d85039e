import { plusDays, startOf } from '@relata/model';
import { createMany } from '#engine/records/create.ts';
import type { Firm, MadeDeal, MadePerson, Step } from './firm.ts';
import { filled, type SampleTexts } from './texts/sample-texts.ts';

const categories: readonly (readonly [keyof SampleTexts['subjects'], number])[] = [
  ['call', 8],
  ['email', 5],
  ['followUp', 4],
  ['meeting', 4],
  ['todo', 3],
  ['visit', 2],
  ['demo', 2],
  ['lunch', 1],
];

/** Minutes that they take. */
const durations: Partial<Record<string, number>> = {
  call: 15,
  meeting: 60,
  visit: 120,
  demo: 60,
  lunch: 90,
};

interface When {
  done: boolean;
  /** Days from the step's; office hours of the workspace. */
  days: number;
}

/** What was done at this moment of the year. */
export const addDone = (step: Step, firm: Firm, count: number): Promise<void> =>
  addActivities(
    step,
    firm,
    Array.from({ length: count }, () => ({ done: true, days: 0 })),
  );

/** What is still to do: a few things are late, most are due within the next weeks. */
export const addPlanned = (
  step: Step,
  firm: Firm,
  counts: { late: number; coming: number },
): Promise<void> =>
  addActivities(step, firm, [
    ...Array.from({ length: counts.late }, () => ({
      done: false,
      days: -firm.random.between(1, 9),
    })),
    ...Array.from({ length: counts.coming }, () => ({
      done: false,
      days: firm.random.between(0, 24),
    })),
  ]);

/** Who is to be called back, and whom somebody has spoken to. */
export async function addToLeads({ work }: Step, firm: Firm, count: number): Promise<void> {
  const { random, texts, leads } = firm;
  if (!leads.length) return;
  const inputs = Array.from({ length: count }, () => {
    const lead = random.pick(leads);
    const category = random.weighted([
      ['call', 6],
      ['email', 3],
      ['followUp', 2],
    ] as const);
    const days = random.between(-6, 9);
    const done = days < 0 && random.percent(70);
    return {
      subject: filled(random.pick(texts.subjects[category]), {
        name: lead.name,
        company: lead.name,
        product: random.pick(texts.products),
      }),
      category,
      direction: directionOf(firm, category),
      due: officeHour(firm, plusDays(work.today, days), work.workspace.timeZone),
      done,
      about: [{ object: 'lead', id: lead.id }],
    };
  });
  await createMany(work, 'activity', inputs);
}

async function addActivities({ work }: Step, firm: Firm, planned: When[]): Promise<void> {
  const { random, texts } = firm;
  const inputs = planned.map(({ done, days }) => {
    const { person, deal } = subjectOf(firm, !done);
    const category = random.weighted(categories);
    const values = {
      name: `${person.planned.firstName} ${person.planned.lastName}`,
      company: person.company?.name ?? person.planned.lastName,
      product: deal?.product ?? random.pick(texts.products),
    };
    const about = [
      { object: 'person', id: person.id },
      ...(person.company ? [{ object: 'company', id: person.company.id }] : []),
      ...(deal ? [{ object: 'deal', id: deal.id }] : []),
    ];
    return {
      subject: filled(random.pick(texts.subjects[category]), values),
      category,
      direction: directionOf(firm, category),
      due: officeHour(firm, plusDays(work.today, days), work.workspace.timeZone),
      duration: durations[category] ?? null,
      done,
      outcome:
        done && category === 'call'
          ? random.weighted([
              ['connected', 6],
              ['noAnswer', 3],
              ['leftMessage', 1],
              ['busy', 1],
            ])
          : null,
      priority: random.weighted([
        ['normal', 8],
        ['high', 2],
        ['low', 1],
      ]),
      location: category === 'visit' || category === 'lunch' ? person.planned.city.city : null,
      description: done && random.percent(35) ? random.pick(texts.outcomes) : null,
      about,
    };
  });
  await createMany(work, 'activity', inputs);
}

/** Now and then it is the customer who calls or writes. */
const directionOf = ({ random }: Firm, category: string): string | null => {
  if (category !== 'call' && category !== 'email') return null;
  return random.percent(20) ? 'incoming' : 'outgoing';
};

/** Somebody to talk to, often about a deal that they have a part in. */
function subjectOf(
  { random, people, deals }: Firm,
  open: boolean,
): { person: MadePerson; deal: MadeDeal | null } {
  const running = deals.filter((deal) => deal.moves.every((move) => move.means === 'open'));
  const about = open ? running : deals;
  if (!about.length || random.percent(40)) return { person: random.pick(people), deal: null };
  const deal = random.pick(about);
  return { person: deal.person, deal };
}

function officeHour({ random }: Firm, day: string, timeZone: string): string {
  const minutes = random.between(8 * 4, 17 * 4) * 15;
  return new Date(Date.parse(startOf(weekday(day), timeZone)) + minutes * 60_000).toISOString();
}

/** Nobody works on Sundays in this firm, nor on Saturdays. */
function weekday(day: string): string {
  const number = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (number === 6) return plusDays(day, -1);
  return number === 0 ? plusDays(day, 1) : day;
}

/** Notes on people, their companies and deals. */
export async function addNotes({ work }: Step, firm: Firm, count: number): Promise<void> {
  const { random, texts } = firm;
  const inputs = Array.from({ length: count }, () => {
    const { person, deal } = subjectOf(firm, false);
    const target = deal
      ? { object: 'deal', id: deal.id }
      : person.company && random.percent(40)
        ? { object: 'company', id: person.company.id }
        : { object: 'person', id: person.id };
    return { body: random.pick(texts.notes), about: [target], pinned: random.percent(5) };
  });
  await createMany(work, 'note', inputs);
}

import { plusDays, roundMoney } from '@relata/model';
import { createMany } from '#engine/records/create.ts';
import { updateMany } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import type { Firm, MadeDeal, Step } from './firm.ts';
import { currencyIn, inCurrency } from './money.ts';
import { prices } from './texts/sample-texts.ts';

/** The workspace's own way of a sale, whatever it is called there. */
export interface SalesPath {
  pipeline: string;
  open: string[];
  won: string | null;
  lost: string | null;
  reasons: string[];
}

/** That of the default pipeline; null where it has no stages to begin with. */
export async function salesPathOf(work: Work): Promise<SalesPath | null> {
  const { query } = work.connection;
  const stages = await query<{ id: string; pipeline: string; means: string }>(
    `select s.id, s.pipeline_id as pipeline, s.means from stage s
     where s.workspace_id = $1 and s.deleted_at is null and s.pipeline_id = (
       select p.id from pipeline p where p.workspace_id = $1 and p.deleted_at is null order by p.is_default desc nulls last, p.position, p.id limit 1)
     order by s.position, s.id`,
    [work.workspace.id],
  );
  const reasons = await query<{ id: string }>(
    'select id from lost_reason where workspace_id = $1 and deleted_at is null order by position, id',
    [work.workspace.id],
  );
  const meaning = (means: string) =>
    stages.rows.filter((row) => row.means === means).map((row) => row.id);
  const [first] = stages.rows;
  if (!first || !meaning('open').length) return null;
  return {
    pipeline: first.pipeline,
    open: meaning('open'),
    won: meaning('won')[0] ?? null,
    lost: meaning('lost')[0] ?? null,
    reasons: reasons.rows.map((row) => row.id),
  };
}

/** Begins so many deals, each with what will become of it by the last step. */
export async function addDeals(
  { work, number }: Step,
  firm: Firm,
  path: SalesPath,
  count: number,
  last: number,
): Promise<void> {
  const { random, texts } = firm;
  const chosen = Array.from({ length: count }, () => {
    const place = random.weighted(prices.map((_, i) => [i, 4 - Math.abs(i - 5) * 0.5] as const));
    return {
      company: random.pick(firm.companies),
      product: texts.products[place] ?? '',
      price: prices[place] ?? 0,
    };
  }).filter(({ company }) => company.people.length);
  const plans = chosen.map((one) => ({ ...one, moves: movesOf(firm, path, number, last) }));
  const inputs = plans.map(({ company, product, price }) => {
    const own = work.workspace.currency;
    const currency = random.percent(20) ? (currencyIn(company.country) ?? own) : own;
    const amount = inCurrency(price * (0.6 + random.next() * 1.6), currency);
    const people = random.shuffle(company.people).slice(0, random.between(1, 2));
    return {
      name: `${product} – ${company.name}`,
      value: { amount: roundMoney(String(amount), currency), currency },
      pipeline: path.pipeline,
      stage: path.open[0],
      company: company.id,
      people: people.map((person) => person.id),
      expectedClose: plusDays(work.today, random.between(20, 160)),
      type: random.pick(['sale', 'goods', 'services', 'complexSale', 'maintenance']),
      source: random.pick(['existingClient', 'recommendation', 'website', 'show']),
      rating: random.percent(50) ? random.between(1, 5) : null,
      description: random.percent(40) ? random.pick(texts.notes) : null,
    };
  });
  const ids = await createMany(work, 'deal', inputs);
  for (const [i, { company, product, moves }] of plans.entries()) {
    const [person] = company.people;
    if (person)
      firm.deals.push({
        id: ids[i] ?? '',
        name: inputs[i]?.name ?? '',
        product,
        company,
        person,
        moves,
      });
  }
}

/** The stages through which a deal goes, a step or a few apart; most that are old have been won or lost. */
function movesOf(firm: Firm, path: SalesPath, from: number, last: number): MadeDeal['moves'] {
  const { random, texts } = firm;
  const moves: MadeDeal['moves'] = [];
  const lostAt = random.percent(36) ? random.between(1, path.open.length) : null;
  let step = from;
  for (let stage = 1; stage <= path.open.length; stage++) {
    step += random.between(1, 5);
    if (step > last || random.percent(12)) return moves;
    const reason = path.reasons.length ? random.pick(path.reasons) : null;
    if (stage === lostAt && path.lost && reason) {
      const lostNote = random.percent(60) ? random.pick(texts.lostNotes) : null;
      moves.push({
        step,
        means: 'lost',
        changes: { stage: path.lost, lostReason: reason, lostNote },
      });
      return moves;
    }
    const next = path.open[stage];
    if (next) moves.push({ step, means: 'open', changes: { stage: next } });
    else if (path.won) moves.push({ step, means: 'won', changes: { stage: path.won } });
  }
  return moves;
}

/** Moves on the deals for which the step has come, as people would have. */
export async function moveDeals({ work, number }: Step, firm: Firm): Promise<void> {
  for (const [means, action] of [
    ['open', null],
    ['won', 'win'],
    ['lost', 'lose'],
  ] as const) {
    const updates = firm.deals.flatMap(({ id, moves }) => {
      const move = moves.find((one) => one.step === number && one.means === means);
      return move ? [{ id, changes: move.changes }] : [];
    });
    await updateMany({ ...work, inAction: action }, 'deal', updates);
  }
}

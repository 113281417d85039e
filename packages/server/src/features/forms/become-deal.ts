import { Refusal } from '@relata/model';
import { perform } from '#engine/actions.ts';
import type { Work } from '#engine/work.ts';
import { processLeads } from '#features/lead-rules/index.ts';
import type { Form } from './form.ts';

/**
 * Makes a deal of a lead that has just come in, where the form says so (pain 29): the rules decide at once whose it is,
 * then it is qualified as somebody would do it, so who is known already is not made a second time.
 *
 * Refuses `conflict` with the reason `form_no_deal` where that cannot be: nobody is to have it, or a rule says no.
 */
export async function becomeDeal(
  work: Work,
  form: Form,
  { lead, answers }: { lead: string; answers: Record<string, unknown> },
): Promise<void> {
  const decided = await processLeads(work, [lead]);
  if (!decided.find((one) => one.lead === lead)?.owner) throw noDeal('it would be nobody’s');
  const { pipeline, stage } = form.says;
  try {
    await perform(work, 'lead', lead, 'qualify', { newDeal: { ...answers, pipeline, stage } });
  } catch (problem) {
    throw problem instanceof Refusal ? noDeal(problem.message) : problem;
  }
}

const reason = 'form_no_deal';

const noDeal = (why: string): Refusal => new Refusal('conflict', why, { reason });

export const isNoDeal = (problem: unknown): problem is Refusal =>
  problem instanceof Refusal && problem.reason === reason;

import { invalid } from '@relata/model';

/** How many people may be active in each plan; null is no limit. `custom` says it itself. */
const plans: Record<string, number | null> = {
  '1': 1,
  '5': 5,
  '10': 10,
  '20': 20,
  '50': 50,
  unlimited: null,
};

export const custom = 'custom';
export const planNames = [...Object.keys(plans), custom];

export interface Plan {
  plan: string;
  seats: number | null;
}

/** Reads what was asked for: a plan, a number of seats, or both where they fit. */
export function readPlan({
  plan,
  seats,
}: {
  plan?: string | undefined;
  seats?: number | null | undefined;
}): Plan {
  if (plan === undefined) {
    const named = Object.entries(plans).find(([, size]) => size === seats)?.[0];
    return { plan: named ?? custom, seats: seats ?? null };
  }
  if (plan === custom) {
    if (typeof seats !== 'number') throw invalid('seats', 'required', 'say how many');
    return { plan, seats };
  }
  const size = plans[plan];
  if (size === undefined) throw invalid('plan', 'option', 'there is no such plan');
  if (seats !== undefined && seats !== size)
    throw invalid('seats', 'option', 'this plan has another number of seats');
  return { plan, seats: size };
}

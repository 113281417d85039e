/** One step of an order: rows equal in the steps before are put in order by it. */
export interface SortStep {
  field: string;
  descending: boolean;
}

/** `-value,title` → steps. Each field counts once. */
export function readSort(text: string | null | undefined): SortStep[] {
  const steps: SortStep[] = [];
  for (const part of (text ?? '').split(',')) {
    const field = part.trim().replace(/^-/, '');
    if (field && !steps.some((step) => step.field === field))
      steps.push({ field, descending: part.trim().startsWith('-') });
  }
  return steps;
}

export const writeSort = (steps: readonly SortStep[]): string =>
  steps.map((step) => (step.descending ? `-${step.field}` : step.field)).join(',');

/** A click on a header: up, down, and up again; `adding` keeps the other steps and lets a third click take it out. */
export function toggleSort(steps: readonly SortStep[], field: string, adding: boolean): SortStep[] {
  const known = steps.find((step) => step.field === field);
  if (!adding)
    return [{ field, descending: steps.length === 1 && known ? !known.descending : false }];
  if (!known) return [...steps, { field, descending: false }];
  if (!known.descending)
    return steps.map((step) => (step === known ? { field, descending: true } : step));
  return steps.filter((step) => step !== known);
}

/** Puts a field at a direction: alone, or as a further step. */
export function sortBy(
  steps: readonly SortStep[],
  field: string,
  descending: boolean,
  adding: boolean,
): SortStep[] {
  const step = { field, descending };
  if (!adding) return [step];
  return steps.some((one) => one.field === field)
    ? steps.map((one) => (one.field === field ? step : one))
    : [...steps, step];
}

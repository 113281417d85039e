import type { CatalogObject } from '@relata/model';
import { likeness } from './names.ts';
import { isOffice, isOrganisation, type SignKind, signKinds, type Signs } from './signs.ts';

/** Why two records may be the same; `value` is what they share, `how` two names are alike. */
export interface Reason {
  by: SignKind;
  /** Of the first record. */
  field: string;
  value?: string;
  how?: 'same' | 'similar';
}

export type Strength = 'strong' | 'likely' | 'weak';

export interface Comparison {
  /** 0–100: how probable it is that they are one. */
  score: number;
  strength: Strength;
  reasons: Reason[];
}

/** From which score on. */
export const strengths: Record<Strength, number> = { strong: 85, likely: 55, weak: 30 };

export const strengthOf = (score: number): Strength =>
  score >= strengths.strong ? 'strong' : score >= strengths.likely ? 'likely' : 'weak';

/** How much a shared value says by itself, in hundredths. */
const worth = { taxId: 95, id: 95, email: 90, phone: 75, domain: 65 } as const;
const office = 45;

/** Compares what one record says with what another one says; null where nothing tells of a duplicate. */
export function compare(
  [object, one]: readonly [CatalogObject, Signs],
  [otherObject, other]: readonly [CatalogObject, Signs],
): Comparison | null {
  const reasons: Reason[] = [];
  const against: number[] = [];
  const areFirms = isOrganisation(object) || isOrganisation(otherObject);
  for (const by of signKinds) {
    if (by === 'name' || (by === 'domain' && !areFirms)) continue;
    for (const sign of one.signs) {
      if (sign.kind !== by || reasons.some((known) => known.by === by)) continue;
      // What names it is compared below.
      if (object.alike?.names.includes(sign.field)) continue;
      const shared = other.signs.some(
        (each) =>
          each.kind === by &&
          each.value === sign.value &&
          (by !== 'id' || each.field === sign.field),
      );
      if (!shared) continue;
      reasons.push({ by, field: sign.field, value: sign.value });
      against.push(sign.kind === 'email' && isOffice(sign.value) && !areFirms ? office : worth[by]);
    }
  }
  const near = one.within !== null && one.within === other.within && object === otherObject;
  const names = object.alike?.onlyWithin && !near ? null : likenessOf(one, other);
  if (names) {
    const field = object.alike?.names.at(-1) ?? 'title';
    reasons.push({ by: 'name', field, how: names });
    against.push(areFirms ? (names === 'same' ? 60 : 45) : names === 'same' ? 40 : 35);
    if (near) against.push(50);
  }
  if (!reasons.length) return null;
  // Two tax numbers are two firms, whatever they are called.
  const differ = !reasons.some(({ by }) => by === 'taxId') && differing(one, other);
  const sure = 1 - against.reduce((left, percent) => left * (1 - percent / 100), 1);
  const score = Math.round(sure * (differ ? 50 : 100));
  return score < strengths.weak ? null : { score, strength: strengthOf(score), reasons };
}

const likenessOf = (one: Signs, other: Signs) =>
  one.name === null || other.name === null ? null : likeness(one.name, other.name);

/** Do both have a tax number, and another one, in the same field? */
const differing = (one: Signs, other: Signs): boolean =>
  one.signs.some(
    ({ kind, field }) =>
      kind === 'taxId' && other.signs.some((each) => each.kind === kind && each.field === field),
  );

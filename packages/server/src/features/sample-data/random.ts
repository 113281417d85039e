/** Chance that comes out the same each time: the same seed makes the same firm. */
export interface Random {
  /** 0 ≤ n < 1 */
  next(): number;
  /** From and to included. */
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of `[value, weight]`. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  /** True in so many of a hundred cases. */
  percent(chance: number): boolean;
  /** `#` becomes a digit, `@` a letter. */
  fill(pattern: string): string;
  shuffle<T>(list: readonly T[]): T[];
}

/** Mulberry32, public domain (Tommy Ettinger): short, and good enough for names. */
export function seeded(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[between(0, list.length - 1)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  return {
    next,
    between,
    pick,
    weighted(list) {
      let rest = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return pick(list)[0];
    },
    percent: (chance) => next() * 100 < chance,
    fill: (pattern) =>
      pattern.replace(/[#@]/g, (sign) =>
        sign === '#' ? String(between(0, 9)) : pick([...'ABDEFGHJLNPQRSTUWXYZ']),
      ),
    shuffle: (list) =>
      list
        .map((value) => ({ value, place: next() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ value }) => value),
  };
}

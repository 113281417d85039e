/** Two-sided p of the Mann-Whitney U test, by its normal approximation: good from twenty values on. */
export function mannWhitney(a: number[], b: number[]): number {
  const all = [
    ...a.map((value) => ({ value, of: 'a' })),
    ...b.map((value) => ({ value, of: 'b' })),
  ].toSorted((one, other) => one.value - other.value);
  const ranks = all.reduce((sum, { of }, i) => sum + (of === 'a' ? i + 1 : 0), 0);
  const u = ranks - (a.length * (a.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  const deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  const z = Math.abs(u - mean) / deviation;
  // Abramowitz and Stegun 26.2.17; its error is below 1e-7.
  const t = 1 / (1 + 0.231_641_9 * z);
  const tail =
    t *
    (0.319_381_53 +
      t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return 2 * tail * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
}

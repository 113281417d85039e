/** A hundred shared by so many, in whole percents; what is left over goes to the first (EP-LPROC-11). */
export const evenShares = (count: number): number[] => {
  const each = Math.floor(100 / count);
  return Array.from({ length: count }, (_, at) => (at ? each : 100 - each * (count - 1)));
};

/** What is filtered by goes along in an address, of which proxies take about 8 KB: so many ids leave room for the rest. */
const most = 100;

/** Ids in parts of which each may be asked about at once. */
export const byHundreds = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / most) }, (_, part) =>
    ids.slice(part * most, (part + 1) * most),
  );

/** Empty is empty, however it is written; references are the same by their id. */
export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(bare(a)) === JSON.stringify(bare(b));
}

function bare(value: unknown): unknown {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return null;
  if (Array.isArray(value)) return value.map(bare);
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
}

/** Addresses keep every parameter as the text that it is: `?sort=-value&filter={…}`, readable and stable. */
export function readSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeSearch(values: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && value !== '') search.set(name, value);
  return search.size ? `?${search}` : '';
}

/** Every time zone with its present distance from UTC; `own` too where the list calls it otherwise. */
export function timeZoneChoices(own: string): { value: string; label: string }[] {
  const zones = Intl.supportedValuesOf('timeZone');
  const all = zones.includes(own) ? zones : [own, ...zones];
  return all.map((value) => ({
    value,
    label: `${value.replaceAll('_', ' ')} (${distance(value)})`,
  }));
}

function distance(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    timeZoneName: 'shortOffset',
  }).formatToParts(new Date());
  return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? 'UTC';
}

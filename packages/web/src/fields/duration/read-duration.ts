/** Reads a length of time as minutes: `1:30`, `1h 30m`, `1,5h`, `45` (minutes). Null where it is none. */
export function readDuration(typed: string): number | null {
  const text = typed.trim().toLowerCase().replace(',', '.');
  if (/^\d+$/.test(text)) return Number(text);
  const clock = /^(\d+):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const parts = /^(?:(\d+(?:\.\d+)?)\s*(?:h|ore|ora|godz)[a-z.]*)?\s*(?:(\d+)\s*m?[a-z.]*)?$/.exec(
    text,
  );
  if (!parts || (parts[1] === undefined && parts[2] === undefined)) return null;
  return Math.round(Number(parts[1] ?? 0) * 60) + Number(parts[2] ?? 0);
}

/** `1:30` */
export const typedDuration = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

import { ApiProblem } from '@relata/client';
import type { Field } from '@relata/model';
import type { Firm } from './server.ts';

/** What has run where a text became HTML, an address, a template or a style. */
export const payloads = [
  '"><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  'javascript:alert(1)//https://x.example',
  '</style></title></textarea><iframe srcdoc="<script>alert(1)</script>">',
  '{{7*7}}{{constructor.constructor("alert(1)")()}}${alert(1)}<%=alert(1)%>',
  '$t(save)[x](javascript:alert(1))<a href=javascript:alert(1)>x</a>',
  '<math><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
];

export const short = (payload: string, max: number): string => payload.slice(0, max);

/** The text in a field of any kind that takes some, the present in days and times, one euro, one per cent where it has to be; undefined: this kind takes none of them. */
function valued({ kind, max, open, options, required }: Field, text: string): unknown {
  const named = short(text, 50);
  if (kind === 'text' || kind === 'longText') return options ? undefined : short(text, max ?? 1000);
  if (kind === 'emails') return [{ value: 'someone@firm.example', label: named }];
  if (kind === 'phones') return [{ value: `+351 21 000 ${text}`, label: named }];
  if (kind === 'urls') return [{ value: text, label: named }];
  if (kind === 'addresses')
    return [
      { street: text, city: text, region: text, postalCode: named, country: text, label: named },
    ];
  // So that they stand in the calendar of now as well.
  if (kind === 'date') return new Date().toISOString().slice(0, 10);
  if (kind === 'dateTime') return new Date().toISOString();
  if (kind === 'money') return { amount: '1.00', currency: 'EUR' };
  if (kind === 'percent' && required) return 1;
  if (kind === 'tags') return [short(text, 80)];
  if (kind === 'select' && open) return named;
  return kind === 'multiSelect' && open ? [named] : undefined;
}

/** The text in every field of an object that takes some. */
export const everyField = (
  { fields }: { fields: Record<string, Field> },
  text: string,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => !field.writtenBy)
      .map(([name, field]) => [name, valued(field, text)] as const)
      .filter(([, value]) => value !== undefined),
  );

/** Makes it; what a field refuses to be is left out. Gives its id. */
export async function makeWith(
  { client }: Firm,
  path: string,
  body: Record<string, unknown>,
): Promise<string> {
  let wanted = body;
  for (;;)
    try {
      const call = { method: 'POST', body: wanted } as const;
      return (await client.ask<{ data: { id: string } }>(path, call)).data.id;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      const wrong = problem.errors.map(({ field }) => field.split('.')[0] ?? '');
      const rest = Object.entries(wanted).filter(([name]) => !wrong.includes(name));
      if (rest.length === Object.keys(wanted).length)
        throw new Error(`${path}: ${JSON.stringify(problem.errors)}`, { cause: problem });
      wanted = Object.fromEntries(rest);
    }
}

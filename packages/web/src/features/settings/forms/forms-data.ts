import type { Language } from '@relata/model';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../../data/client.ts';

/** What a form may ask for, in the words of a language. */
export interface Question {
  field: string;
  label: string;
  input: 'line' | 'lines' | 'email' | 'phone' | 'url' | 'number' | 'date' | 'box' | 'one' | 'many';
  options?: { value: string; label: string }[];
}

/** A field as the form names it. */
export interface Asked {
  field: string;
  label?: string;
  required?: boolean;
}

export const codes = ['script', 'frame', 'html'] as const;

type EmbedCodes = Record<'page' | (typeof codes)[number], string>;

interface Tally {
  form: string;
  outcome: string;
  count: number;
  lastAt: string;
}

const data = async <T>(path: string, signal: AbortSignal): Promise<T> =>
  (await client.ask<{ data: T }>(path, { signal })).data;

/** What a form makes: then it may ask for fields of that as well, which are called `deal.…`. */
export type Makes = 'lead' | 'deal';

export const questionsQuery = (language: Language, makes: Makes) =>
  queryOptions({
    queryKey: ['formQuestions', language, makes],
    queryFn: ({ signal }) =>
      data<Question[]>(`/forms/questions?language=${language}&makes=${makes}`, signal),
    staleTime: 60_000,
  });

export const codesQuery = (id: string, version: unknown) =>
  queryOptions({
    queryKey: ['formCodes', id, version],
    queryFn: ({ signal }) => data<EmbedCodes>(`/forms/${id}/codes`, signal),
  });

export const talliesQuery = queryOptions({
  queryKey: ['formTallies'],
  queryFn: ({ signal }) => data<Tally[]>('/forms/tallies', signal),
  refetchInterval: 15_000,
});

/** What became of what was sent to a form, the most frequent first; `again` is no post of its own. */
export const talliesOf = (all: readonly Tally[], form: string): Tally[] =>
  all.filter((one) => one.form === form);

/** By what is taken, and by everything that is refused. */
export function sumsOf(all: readonly Tally[], form: string) {
  const own = talliesOf(all, form);
  const sum = (wanted: (outcome: string) => boolean) =>
    own.filter(({ outcome }) => wanted(outcome)).reduce((n, { count }) => n + count, 0);
  const passed = new Set(['taken', 'again', 'confirm', 'unasked']);
  return {
    taken: sum((outcome) => outcome === 'taken'),
    refused: sum((outcome) => !passed.has(outcome)),
  };
}

/** What forms begin with, by who is likely to fill them in (OO-WEB-03). */
export const presets: Record<'person' | 'company', Asked[]> = {
  person: [
    { field: 'firstName' },
    { field: 'lastName', required: true },
    { field: 'emails', required: true },
    { field: 'companyName' },
    { field: 'description' },
  ],
  company: [
    { field: 'companyName', required: true },
    { field: 'firstName' },
    { field: 'lastName' },
    { field: 'emails', required: true },
    { field: 'phones' },
    { field: 'addresses.city' },
    { field: 'description' },
  ],
};

/** What a form asks, of what it makes. */
export const askedFor = (makes: Makes, value: unknown): Asked[] =>
  askedIn(value).filter(({ field }) => makes === 'deal' || !field.startsWith('deal.'));

const askedIn = (value: unknown): Asked[] =>
  Array.isArray(value)
    ? value.flatMap((one: unknown) =>
        typeof one === 'object' && one !== null && 'field' in one && typeof one.field === 'string'
          ? [
              {
                field: one.field,
                ...('label' in one && typeof one.label === 'string' && { label: one.label }),
                ...('required' in one && one.required === true && { required: true }),
              },
            ]
          : [],
      )
    : [];

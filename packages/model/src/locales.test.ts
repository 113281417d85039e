import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { roles } from './roles.ts';
import { shipped } from './build-catalog.ts';
import { type Language, languages } from './languages.ts';
import { kinds } from './fields/index.ts';
import { namedRanges } from './ranges.ts';
import { recomputing } from './objects/every-action.ts';
import { refusals } from './refusal.ts';

type Texts = Map<string, string>;

const textsOf = Object.fromEntries(
  languages.map((language) => [language, read(language)]),
) as Record<Language, Texts>;
const english = textsOf.en;
const sources = ['model/src', 'server/src'].flatMap((folder) => sourcesOf(folder));
const objects = Object.values(shipped.objects);

/** Codes that the API promises for its rules. */
const codesOfRules = [
  ...[
    'required',
    'unknown_field',
    'read_only',
    'taken',
    'not_found',
    'deleted_target',
    'option',
    'other_pipeline',
  ],
  ...['use_action', 'stale', 'in_use', 'lost_reason_needed'],
];

/** Reasons whose refusal says more than its code does. */
const reasons = [
  'malformed.filter',
  'not_found.invitation',
  ...['other_address', 'owner_change', 'role', 'stage'].map((reason) => `forbidden.${reason}`),
  ...['seats', 'too_many_active', 'already_here', 'inactive_person'].map(
    (reason) => `conflict.${reason}`,
  ),
  ...['accepted', 'expired', 'revoked'].map((status) => `conflict.invitation_${status}`),
  'unauthenticated.credentials',
  'unauthenticated.sign_in_again',
  'unauthenticated.unknown_key',
  'conflict.source_off',
  'invalid.lead_empty',
  ...['unknown', 'off', 'site', 'link'].map((reason) => `malformed.form_${reason}`),
  ...['unchecked', 'too_fast', 'expired', 'trap'].map((reason) => `invalid.form_${reason}`),
  'too_many.form',
  'unsupported_type.form_file',
  ...['second_factor_needed', 'prove_again', 'works_elsewhere', 'narrow_key', 'role'].map(
    (reason) => `forbidden.${reason}`,
  ),
  ...['authenticator', 'no_factor', 'passkeys_off', 'mail_works'].map(
    (reason) => `conflict.${reason}`,
  ),
  'not_found.link',
  'conflict.losing_access',
  'too_many.invitations',
  'invalid.passkey',
  ...['other_site', 'administrators_only', 'read_only_key', 'session_needed'].map(
    (reason) => `forbidden.${reason}`,
  ),
  ...['viewing_as', 'viewed_inactive'].map((reason) => `forbidden.${reason}`),
  ...['already_set_up', 'last_administrator', 'yourself', 'sample_data', 'no_open_stage'].map(
    (reason) => `conflict.${reason}`,
  ),
  ...['started', 'questions', 'ended'].map((reason) => `conflict.${reason}`),
  ...['not_undoable', 'changed_again'].map((reason) => `conflict.${reason}`),
  ...['address', 'unknown_host', 'unreachable', 'certificate', 'encryption', 'login'].map(
    (reason) => `conflict.mail_${reason}`,
  ),
  ...['sender', 'recipient', 'refused'].map((reason) => `conflict.mail_${reason}`),
  ...['stage_needed', 'stage_filled', 'stage_means'].map((reason) => `conflict.${reason}`),
  ...['in_use', 'led_to'].map((reason) => `conflict.${reason}`),
  ...['default_pipeline', 'in_recycle_bin', 'status_needed', 'taken', 'qualified'].map(
    (reason) => `conflict.${reason}`,
  ),
  ...['undone', 'irreversible', 'not_available', 'idempotency_key'].map(
    (reason) => `conflict.${reason}`,
  ),
  'unsupported_type.form_file',
  ...['merge', 'merge_kept', 'merge_won', 'merge_again'].map((reason) => `conflict.${reason}`),
  'invalid.idempotency_key',
  ...['unsure', 'busy', 'too_slow', 'provider_away'].map((reason) => `unavailable.${reason}`),
];

/** What the first start of a workspace makes, in its language. */
const seeded = [
  'pipeline',
  ...names('stages', [
    'qualified',
    'contactMade',
    'demoScheduled',
    'proposalMade',
    'negotiationsStarted',
    'won',
    'lost',
  ]),
  ...names('lostReasons', ['price', 'competitor', 'noBudget', 'noAnswer', 'timing', 'other']),
  ...names('leadStatuses', ['new', 'working', 'qualified', 'noInterest', 'badData', 'duplicate']),
  ...names('disqualificationReasons', [
    'noNeed',
    'noBudget',
    'unreachable',
    'spam',
    'notOurMarket',
    'other',
  ]),
  ...['', 'deal.', 'person.', 'company.', 'activity.'].flatMap((object) =>
    names('views', [`${object}all`, `${object}mine`, `${object}recent`]),
  ),
  ...names(
    'views',
    [
      ...['open', 'mine', 'incoming', 'untouched', 'calls', 'pool'],
      ...['board', 'all', 'archived', 'unseen'],
    ].map((one) => `lead.${one}`),
  ),
  ...names(
    'views',
    ['activities', 'closing', 'key', 'inProgress', 'won'].map((one) => `deal.${one}`),
  ),
  ...names('views', ['lead.unprocessed', 'activity.incoming']),
];

/** Every text that somebody may ask for: first the exact key, then the one that it falls back to. */
const wanted: string[][] = [
  ...objects.flatMap(({ name }) =>
    ['one', 'many', 'new'].map((form) => [`objects.${name}.${form}`]),
  ),
  ...objects.flatMap(({ name, fields, actions }) =>
    [
      ...Object.keys(fields),
      ...Object.values(actions).flatMap(({ input }) => Object.keys(input)),
    ].map((field) => [`fields.${name}.${field}`, `fields.every.${field}`]),
  ),
  ...objects.flatMap(({ name, fields }) =>
    Object.entries(fields).flatMap(([field, { options = [] }]) =>
      options.map(({ value }) => [
        `options.${name}.${field}.${value}`,
        `options.every.${field}.${value}`,
      ]),
    ),
  ),
  ...Object.values(shipped.objects).flatMap(({ name, actions }) =>
    Object.keys(actions).flatMap((action) => [
      [`actions.${name}.${action}`, `actions.every.${action}`],
      [`acted.${name}.${action}`, `acted.every.${action}`],
    ]),
  ),
  ...Object.keys(recomputing).flatMap((action) => [
    [`actions.every.${action}`],
    [`acted.every.${action}`],
  ]),
  ...['custom', ...objects.flatMap(({ sections }) => sections.map((section) => section.name))].map(
    (name) => [`sections.${name}`],
  ),
  ...Object.values(kinds).flatMap(({ scalar, operators }) =>
    [...operators, 'notEmpty'].map((operator) => [
      `operators.${scalar}.${operator}`,
      `operators.every.${operator}`,
    ]),
  ),
  ...[...namedRanges, 'lastNDays', 'nextNDays'].map((range) => [`ranges.${range}`]),
  ...Object.keys(roles).map((role) => [`roles.${role}`]),
  ...['yes', 'no'].map((value) => [`values.${value}`]),
  ...[...Object.keys(refusals), ...reasons, 'defect'].flatMap((code) => [
    [`refusal.${code}.title`],
    [`refusal.${code}.detail`],
  ]),
  ...[...codesOfRules, ...codesInSources().map(({ code }) => code)].map((code) => [
    `invalid.${code}`,
  ]),
  ...[...importCodes(), 'line', 'reason'].map((code) => [`import.${code}`]),
  ...Object.values(kinds).flatMap(({ parts }) =>
    Object.keys(parts ?? {}).map((part) => [`parts.${part}`]),
  ),
  ...['label', 'currency', 'street', 'city', 'region', 'postalCode', 'country'].map((part) => [
    `parts.${part}`,
  ]),
  // What is called by its object alone would say too little.
  ...['company.parent', 'deal.copyOf', 'businessRole.person', 'businessRole.about'].map((one) => [
    `relations.${one}`,
  ]),
  ['newObject'],
  ...['deal.toLead', 'lead.addToCompany'].flatMap((one) =>
    ['actions', 'acted'].map((how) => [`mentioning.${how}.${one}`]),
  ),
  ['anonymised'],
  ...Object.values(shipped.objects).flatMap(({ actions }) =>
    Object.entries(actions).flatMap(([name, { irreversible }]) =>
      irreversible ? [[`asks.${name}`]] : [],
    ),
  ),
  ...seeded.map((name) => [`seed.${name}`]),
];

describe.each(languages)('in %s', (language) => {
  const texts = textsOf[language];
  const forms = new Set([...texts.keys()].map(withoutPlural));

  test('everything that people see has a name', () => {
    expect(
      wanted.filter((keys) => !keys.some((key) => forms.has(key))).map((keys) => keys[0]),
    ).toEqual([]);
  });

  test('no name is left over from something that is gone', () => {
    const used = new Set(wanted.map((keys) => keys.find((key) => forms.has(key))));
    const named = (code = '') =>
      sources.some((source) => source.includes(`'${code}'`) || source.includes(` ${code}: `));
    const problem = (key: string) => /^(invalid|import)\./.test(key) && named(key.split('.')[1]);
    expect([...forms].filter((key) => !used.has(key) && !problem(key))).toEqual([]);
  });

  test('every text says something, without blanks around it or typewriter quotes', () => {
    expect(
      [...texts].filter(
        ([, text]) => text === '' || text !== text.trim() || /["']|\.\.\./.test(text),
      ),
    ).toEqual([]);
  });

  test('counts have all the forms that the language has', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = Map.groupBy(
      [...texts.keys()].filter((key) => withoutPlural(key) !== key),
      withoutPlural,
    );
    expect(counted.size).toBeGreaterThan(0);
    for (const [key, found] of counted)
      expect([key, sorted(found.map((one) => one.split('_').at(-1) ?? ''))]).toEqual([
        key,
        sorted(categories),
      ]);
  });

  test('the same values are filled in as in English', () => {
    expect(placeholders(texts)).toEqual(placeholders(english));
  });
});

test('a message about a field fills in only what the check gives', () => {
  const given = placeholders(english);
  for (const { code, values } of codesInSources())
    for (const name of given.get(`invalid.${code}`) ?? [])
      expect([code, values]).toEqual([code, expect.arrayContaining([name])]);
});

test('what opens first in a new workspace is named alike in all languages', () => {
  for (const language of languages) {
    const name = (key: string) => textsOf[language].get(key);
    expect(name('seed.stages.won')).toBe(name('options.stage.means.won'));
    expect(name('seed.stages.lost')).toBe(name('options.stage.means.lost'));
    for (const { value } of shipped.objects['user']?.fields['role']?.options ?? [])
      expect(name(`options.user.role.${value}`)).toBe(name(`roles.${value}`));
  }
});

function read(language: Language): Texts {
  const texts: Texts = new Map();
  const collect = (node: unknown, path: string): void => {
    if (typeof node === 'string') texts.set(path, node);
    else
      for (const [key, value] of Object.entries(node ?? {}))
        collect(value, path ? `${path}.${key}` : key);
  };
  collect(
    JSON.parse(readFileSync(new URL(`locales/${language}.json`, import.meta.url), 'utf8')),
    '',
  );
  return texts;
}

function sourcesOf(folder: string): string[] {
  const cwd = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  const files = globSync('**/*.ts', { cwd }).filter((file) => !file.endsWith('.test.ts'));
  return files.map((file) => readFileSync(join(cwd, file), 'utf8'));
}

function names(group: string, members: string[]): string[] {
  return members.map((member) => `${group}.${member}`);
}

function sorted(texts: readonly string[]): string[] {
  return texts.toSorted((a, b) => a.localeCompare(b));
}

function withoutPlural(key: string): string {
  const base = key.replace(/_(one|few|many|other)$/, '');
  return english.has(`${base}_other`) ? base : key;
}

/** Names in `{{ }}` by key. A form for one may go without its count: 'last day'. */
function placeholders(texts: Texts): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const [key, text] of texts) {
    const filled = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
    if (filled.length)
      found.set(withoutPlural(key), new Set([...(found.get(withoutPlural(key)) ?? []), ...filled]));
  }
  return new Map([...found].map(([key, set]) => [key, sorted([...set])]));
}

/** Codes of field errors that model and server name, with the values that go along. */
function codesInSources(): { code: string; values: string[] }[] {
  return sources.flatMap((source) => {
    const thrown =
      /(?:new FieldProblem\(|\binvalid\([^,()]+,)\s*'(\w+)',\s*(?:'[^']*'|`[^`]*`)(?:,\s*\{([^}]*)\})?/g;
    const listed = /\bfield(?:: ?[^,{}]+)?, code: '(\w+)'/g;
    return [...source.matchAll(thrown), ...source.matchAll(listed)].map(
      ([, code = '', values = '']) => ({
        code,
        values: [...values.matchAll(/(\w+)(?=:|,|\s*$)/g)].map(([, name = '']) => name),
      }),
    );
  });
}

/** Codes of what an import found in files, rows and cells. */
function importCodes(): string[] {
  return sourcesOf('server/src/engine/import').flatMap((source) =>
    [...source.matchAll(/(?:\bcode:|\bproblem\()\s*'(\w+)'/g)].map(([, code = '']) => code),
  );
}

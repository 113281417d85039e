import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { Big } from 'big.js';
import {
  type CatalogObject,
  fieldKinds,
  formulaCalls,
  formulaType,
  usableInFormula,
} from '@relata/model';

/** An amount while it is being counted with. */
export class Amount {
  amount: number;
  currency: string;
  constructor(amount: number, currency: string) {
    this.amount = amount;
    this.currency = currency;
  }
}

const time = formulaType('date') ?? '';
const all = [...new Set(fieldKinds.flatMap((kind) => formulaType(kind) ?? []))];

const calls = new Set<string>(formulaCalls.map(({ name }) => name));
const unknownParts = new Set(['map', '[]', '[?]', '.?']);

const limits = {
  ...{ maxAstNodes: 500, maxDepth: 40, maxListElements: 50 },
  ...{ maxMapEntries: 1, maxCallArguments: 4 },
};

/** Half away from zero, as people round; `1.005` is taken as it is written. */
const rounded = (value: number, digits = 0): number =>
  Number(new Big(value).round(Math.min(Math.max(Math.trunc(digits), 0), 10), Big.roundHalfUp));

const dayMs = 86_400_000;

const alike = (a: Amount, b: Amount, amount: number): Amount => {
  if (a.currency !== b.currency) throw new Error('amounts of two currencies');
  return new Amount(amount, a.currency);
};

/** The language without any field; numbers are all of one kind, so nobody has to know integers from others. */
function language(): Environment {
  const made = new Environment({ limits })
    .registerType('Money', { ctor: Amount, fields: { amount: 'double', currency: 'string' } })
    .registerOperator('Money + Money', (a: Amount, b: Amount) => alike(a, b, a.amount + b.amount))
    .registerOperator('Money - Money', (a: Amount, b: Amount) => alike(a, b, a.amount - b.amount))
    .registerOperator(
      'Money * double',
      (a: Amount, b: number) => new Amount(a.amount * b, a.currency),
    )
    .registerOperator(
      'double * Money',
      (a: number, b: Amount) => new Amount(a * b.amount, b.currency),
    )
    .registerOperator(
      'Money / double',
      (a: Amount, b: number) => new Amount(a.amount / b, a.currency),
    )
    .registerOperator('double % double', (a: number, b: number) => a % b)
    .registerFunction('abs(double): double', (a: number) => Math.abs(a))
    .registerFunction('round(double): double', (a: number) => rounded(a))
    .registerFunction('round(double, double): double', rounded)
    .registerFunction('floor(double): double', (a: number) => Math.floor(a))
    .registerFunction('ceil(double): double', (a: number) => Math.ceil(a))
    .registerFunction('min(double, double): double', (a: number, b: number) => Math.min(a, b))
    .registerFunction('max(double, double): double', (a: number, b: number) => Math.max(a, b))
    .registerFunction('money(double, string): Money', (a: number, b: string) => new Amount(a, b))
    .registerFunction(
      `daysBetween(${time}, ${time}): double`,
      (from: Date, to: Date) => (to.getTime() - from.getTime()) / dayMs,
    )
    .registerFunction(
      `addDays(${time}, double): ${time}`,
      (from: Date, days: number) => new Date(from.getTime() + days * dayMs),
    )
    .registerFunction(`year(${time}): double`, (at: Date) => at.getUTCFullYear())
    .registerFunction(`month(${time}): double`, (at: Date) => at.getUTCMonth() + 1)
    .registerFunction(`day(${time}): double`, (at: Date) => at.getUTCDate())
    .registerFunction('length(string): double', (given: string) => given.length)
    .registerFunction('upper(string): string', (given: string) => given.toUpperCase())
    .registerFunction('lower(string): string', (given: string) => given.toLowerCase());
  for (const type of all)
    made.registerOperator(`${type} == null`, (a: unknown, b: unknown) => a === b);
  return made;
}

const first = (a: unknown, b: unknown): unknown => a ?? b;

const forChecks = language();
for (const type of all) forChecks.registerFunction(`ifEmpty(${type}, ${type}): ${type}`, first);
const forValues = language().registerFunction('ifEmpty(dyn, dyn): dyn', first);

/** What a field is called inside: the language has names of its own, such as `type`. */
export const variable = (name: string): string => `f_${name}`;

/** The language with the fields of an object: by their types, to be checked; and as anything, because any may be empty. */
export function languageOf(object: CatalogObject): { checks: Environment; values: Environment } {
  const checks = forChecks.clone();
  const values = forValues.clone();
  for (const [name, { kind }] of usableInFormula(object)) {
    checks.registerVariable(variable(name), formulaType(kind) ?? 'dyn');
    values.registerVariable(variable(name), 'dyn');
  }
  return { checks, values };
}

/** Makes whole numbers of a formula like all others and its names those of fields, and finds what it names and what it may not use. */
export function readTree(tree: ASTNode): { names: Set<string>; strange: ASTNode | undefined } {
  const names = new Set<string>();
  let strange: ASTNode | undefined;
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) return part.forEach(visit);
    if (!isNode(part)) return;
    if (part.op === 'value' && typeof part.args === 'bigint')
      Object.assign(part, { args: Number(part.args) });
    if (part.op === 'id') {
      names.add(part.args);
      Object.assign(part, { args: variable(part.args) });
    }
    const isCall = part.op === 'call' || part.op === 'rcall';
    if (unknownParts.has(part.op) || (isCall && !calls.has(part.args[0]))) strange ??= part;
    visit(part.args);
  };
  visit(tree);
  return { names, strange };
}

const isNode = (part: unknown): part is ASTNode =>
  typeof part === 'object' && part !== null && 'op' in part && 'args' in part;

import { patientMs } from '#platform/db.ts';
import { type Catalog, invalid, languages } from '@relata/model';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { audit } from '#engine/audit/audit.ts';
import { parse } from '#engine/api/parse.ts';
import { describes } from '#engine/api/open-api-described.ts';
import { convertAgain } from '#engine/records/convert-again.ts';
import { demandAdministrator, type Work, type Workspace, working } from '#engine/work.ts';
import { checkProfile, profileChanges } from '#features/firm/index.ts';
import { factsOf } from './me.ts';
import { checkCurrency, checkLocale, checkTimeZone } from './places.ts';
import type { PeopleParts } from './index.ts';

/** What a workspace settles for everybody in it. */
export const workspaceChanges = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  currency: z.string().optional(),
  language: z.enum(languages).optional(),
  locale: z.string().nullish(),
  timeZone: z.string().optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish(),
  /** From then on nobody gets in with a password alone. */
  requireSecondFactor: z.boolean().optional(),
  /** Who may give a record to somebody else. */
  ownerChange: z.enum(['everyone', 'administrators']).optional(),
  /** Fields that are required or read-only by a rule are not so for administrators. */
  administratorsExempt: z.boolean().optional(),
  freeLostReasons: z.boolean().optional(),
  /** Superiors see what those below them see. */
  superiorsSee: z.boolean().optional(),
  /** `{person: 'restricted'}`: new people are seen by their owners alone until somebody opens them. */
  newAccess: z.record(z.string(), z.enum(['everyone', 'restricted'])).optional(),
  /** Whoever makes what exists already, kept from them, is told that it does, and whom to ask. */
  tellOfKept: z.boolean().optional(),
  /** How long the log is kept, a year at least; null: for good. */
  auditYears: z.number().int().min(1).max(100).nullish(),
  ...profileChanges,
  /** Units of the workspace's currency for one of each. */
  rates: z.record(z.string(), z.string().regex(/^\d{1,12}(\.\d{1,12})?$/)).optional(),
});

export function addWorkspaceRoutes(app: FastifyInstance, { engine, signIn }: PeopleParts): void {
  app.patch(
    '/workspace',
    describes({
      about: 'workspace',
      summary:
        'Change name, currency, locale, time zone, rates, whether everybody needs a second factor',
      body: workspaceChanges,
      answer: { type: 'object' },
    }),
    async (request) => {
      const actor = await signIn.identify(request);
      demandAdministrator(actor);
      const wanted = parse(workspaceChanges, request.body);
      // Amounts are converted again in every table, which may take longer than a request's usual half minute.
      const changed = await working(engine, actor, (work) => changeWorkspace(work, wanted), {
        statementTimeoutMs: patientMs,
      });
      engine.workspaces.forget(actor.workspace);
      await signIn.forget(engine.database.query, `workspace:${actor.workspace}`);
      return { data: factsOf(changed) };
    },
  );
}

/** Records of the object can be kept from others at all. */
function checkNewAccess({ objects }: Catalog, given: Readonly<Record<string, string>> = {}): void {
  const wrong = Object.keys(given).find((name) => !objects[name]?.fields['accessList']);
  if (wrong !== undefined)
    throw invalid('newAccess', 'option', `records of '${wrong}' are kept from nobody`, {
      value: wrong,
    });
}

export type WorkspaceChanges = z.infer<typeof workspaceChanges>;

/** Refuses places, currencies and objects that there are not; amounts follow a new currency and new rates. */
export async function changeWorkspace(work: Work, given: WorkspaceChanges): Promise<Workspace> {
  const wanted = { ...given, ...(await checkProfile(work, given, work.workspace)) };
  checkTimeZone(wanted.timeZone);
  checkLocale(wanted.locale);
  checkCurrency(wanted.currency);
  for (const currency of Object.keys(wanted.rates ?? {})) checkCurrency(currency, 'rates');
  checkNewAccess(work.catalog, wanted.newAccess);
  const { query } = work.connection;
  const locked = await query<{ name: string; settings: Partial<Workspace> }>(
    'select name, settings from workspace where id = $1 for update',
    [work.workspace.id],
  );
  const before: Workspace = {
    ...work.workspace,
    ...locked.rows[0]?.settings,
    name: locked.rows[0]?.name ?? '',
  };
  const isNewCurrency = wanted.currency !== undefined && wanted.currency !== before.currency;
  // Rates are in the workspace's currency: those of the old one say nothing in another.
  const rates = wanted.rates ?? (isNewCurrency ? {} : before.rates);
  const after: Workspace = { ...before, ...wanted, rates };
  const { name: called, ...said } = wanted;
  await query('update workspace set name = $2, settings = settings || $3 where id = $1', [
    after.id,
    called ?? before.name,
    JSON.stringify({ ...said, rates }),
  ]);
  if (isNewCurrency || wanted.rates) await convertAgain(work, after.currency, rates);
  // Last: others who write into the log wait from here to the commit.
  const known: Record<string, unknown> = { ...before };
  const was = Object.fromEntries(Object.keys(wanted).map((name) => [name, known[name] ?? null]));
  const details = { of: 'workspace', ...wanted, before: was };
  await audit(work, { action: 'setting_changed', details });
  await work.engine.workspaces.changed(query, after.id);
  return after;
}

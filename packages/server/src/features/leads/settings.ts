import { objectOf, type CatalogObject, invalid } from '@relata/model';
import { z } from 'zod';
import { audit } from '#engine/audit/audit.ts';
import type { Work } from '#engine/work.ts';

/** How a workspace qualifies its leads. */
export interface LeadSettings {
  /** Kind of a person who comes with a company (EP-SET-36), and of one who comes from a partner (EP-SET-35). */
  employeeKind: string | null;
  consultantKind: string | null;
  /** Section of a company's page for whose fields the form asks, beside those that must be filled (EP-SET-33). */
  companySection: string | null;
}

export const leadSettings = z.strictObject({
  employeeKind: z.string().max(200).nullish(),
  consultantKind: z.string().max(200).nullish(),
  companySection: z.string().max(100).nullish(),
});

const usual: LeadSettings = {
  employeeKind: 'employee',
  consultantKind: 'consultant',
  companySection: null,
};

export async function settingsOf({ connection, workspace }: Work): Promise<LeadSettings> {
  const { rows } = await connection.query<{ leads: Partial<LeadSettings> | null }>(
    `select settings -> 'leads' as leads from workspace where id = $1`,
    [workspace.id],
  );
  return { ...usual, ...rows[0]?.leads };
}

/** Refuses kinds and sections that there are not. */
export async function changeSettings(
  work: Work,
  wanted: z.infer<typeof leadSettings>,
): Promise<LeadSettings> {
  const kinds = objectOf(work.catalog, 'person').fields['kind']?.options ?? [];
  for (const name of ['employeeKind', 'consultantKind'] as const)
    demandKnown(
      name,
      wanted[name],
      kinds.map((one) => one.value),
    );
  demandKnown('companySection', wanted.companySection, sectionsOf(work));
  const before = await settingsOf(work);
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const known: Record<string, unknown> = { ...before };
  const was = Object.fromEntries(given.map(([name]) => [name, known[name]]));
  const after = { ...before, ...Object.fromEntries(given) };
  await work.connection.query(
    `update workspace set settings = settings || jsonb_build_object('leads', $2::jsonb) where id = $1`,
    [work.workspace.id, JSON.stringify(after)],
  );
  await audit(work, {
    action: 'setting_changed',
    details: { of: 'leads', ...wanted, before: was },
  });
  return after;
}

const sectionsOf = (work: Work): string[] =>
  objectOf(work.catalog, 'company').sections.map((section) => section.name);

function demandKnown(name: string, value: string | null | undefined, known: string[]): void {
  if (value !== null && value !== undefined && !known.includes(value))
    throw invalid(name, 'option', 'there is no such choice', { value });
}

/** The fields of a company for which the form asks in any case. */
export const groupIn = (company: CatalogObject, { companySection }: LeadSettings) =>
  company.sections.find(({ name }) => name === companySection)?.fields ?? [];

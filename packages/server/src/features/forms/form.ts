import { type Catalog, type Language, Refusal, systemActor } from '@relata/model';
import { workspaceOfKey } from '#platform/address-key.ts';
import type { Engine } from '#engine/engine.ts';
import { readJson } from '#engine/records/read.ts';
import { languageNamed } from '#engine/wording.ts';
import { reading, type Work } from '#engine/work.ts';
import { logoAddress } from '#features/firm/index.ts';
import { type Makes, makesOf, type Question, questionsIn } from './questions.ts';

/** What the keys of forms are known by. */
export const keyBegin = 'form_';

/** Where a key stands in an address. */
export const keyInAddress = ':key(^form_[\\w-]{44}$)';

/** One field as a form's settings name it. */
export interface Asked {
  field: string;
  label?: string;
  required?: boolean;
}

/** A question as this form asks it. */
export type FormQuestion = Question & { required: boolean };

/** A form as visitors meet it. */
export interface Form {
  id: string;
  key: string;
  workspace: string;
  catalog: Catalog;
  language: Language;
  makes: Makes;
  /** Address of the firm's logo, and its name. */
  firm: { name: string; logo: string | null };
  questions: FormQuestion[];
  /** Everything else that its settings say. */
  says: Record<string, unknown>;
}

const noSuchForm = () =>
  new Refusal('malformed', 'there is no such form', { reason: 'form_unknown' });

/** The form of a key. Refuses `malformed` where there is none (OO-WEB-07). */
export async function formOf(engine: Engine, key: string): Promise<Form> {
  const workspace = workspaceOfKey(keyBegin, key);
  if (workspace === null) throw noSuchForm();
  const { rows } = await engine.database.of(workspace).query<{ id: string }>(
    // The index is of small letters; keys tell them apart.
    'select id from form where workspace_id = $1 and lower(key) = lower($2) and key = $2 and deleted_at is null',
    [workspace, key],
  );
  const [found] = rows;
  if (!found) throw noSuchForm();
  return formIn(await reading(engine, systemActor(workspace, 'web form')), found.id);
}

/** The same by its id, or one that is in the recycle bin; refuses `not_found`. */
export async function formIn(work: Work, id: string, deleted?: 'only'): Promise<Form> {
  const says: object = JSON.parse(await readJson(work, 'form', id, { deleted }));
  return asForm(work, { ...says, id });
}

/** A record of a form as visitors meet it. Fields that are gone or kept back by now are not asked any more. */
export function asForm(
  { catalog, workspace }: Pick<Work, 'catalog' | 'workspace'>,
  says: Record<string, unknown> & { id: string },
): Form {
  const language = languageNamed(String(says['language']));
  const makes = makesOf(says['makes']);
  const known = questionsIn(catalog, language, makes);
  const questions = askedIn(says).flatMap(({ field, label, required = false }) => {
    const question = known.get(field);
    return question ? [{ ...question, label: label || question.label, required }] : [];
  });
  const firm = { name: workspace.name, logo: logoAddress(workspace) };
  const { id } = says;
  return {
    ...{ id, key: String(says['key']), workspace: workspace.id, catalog, language },
    ...{ makes, firm, questions, says },
  };
}

export const askedIn = (says: Record<string, unknown>): Asked[] =>
  Array.isArray(says['fields']) ? (says['fields'] as Asked[]) : [];

/** A text of its settings; empty where there is none. */
export const said = ({ says }: Pick<Form, 'says'>, name: string): string =>
  typeof says[name] === 'string' ? says[name] : '';

/** The only sites that may show it; none: any. */
export const sitesOf = ({ says }: Pick<Form, 'says'>): string[] =>
  Array.isArray(says['sites']) ? says['sites'].map(String) : [];

import { objectOf } from '@relata/model';
import { newId } from '#platform/id.ts';
import { saveNew } from '#engine/records/create.ts';
import type { Draft } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

export interface NewPerson {
  name: string;
  email: string;
  role: string;
  /** Of the model's `languages`; the workspace's where it is left out. */
  language?: string;
  /** BCP 47 */
  locale?: string | null;
  /** IANA name */
  timeZone?: string | null;
}

/** Makes somebody a person of the work's workspace and gives the id of their user record. */
export async function addPerson(work: Work, person: NewPerson): Promise<string> {
  const object = objectOf(work.catalog, 'user');
  const changes = { language: work.workspace.language, ...person };
  const draft: Draft = {
    object,
    id: newId(),
    before: null,
    changes,
    given: new Set(Object.keys(changes)),
  };
  await saveNew(work, object, [draft]);
  return draft.id;
}

import { client, latestSetting } from './client.ts';
import { offerUndo, tell } from './undo.ts';

/**
 * Changes something of the settings, tells it and offers to take it back: as the batch of records that it was, or by the
 * entry that the log has of it. Batches of records that were made along with it go back with it.
 */
export async function changeSetting<T>(
  change: () => Promise<T>,
  text: string,
  before: readonly string[] = [],
): Promise<T> {
  latestSetting.entry = null;
  const made = await change();
  const { entry } = latestSetting;
  const back = batchOf(made) ?? (entry === null ? null : () => client.undoSetting(entry));
  if (back) offerUndo({ batch: back, before, object: '', text, changesCatalog: true });
  else tell(text);
  return made;
}

const batchOf = (made: unknown): string | null =>
  typeof made === 'object' && made !== null && 'batch' in made && typeof made.batch === 'string'
    ? made.batch
    : null;

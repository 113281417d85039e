import type { DescribedObject } from '@relata/client';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { sayProblem } from '../../data/undo.ts';
import { refreshTimeline } from './use-timeline.ts';

/** Puts files on a record, one after the other; what fails is told and does not hold up the rest. */
export async function uploadTo(
  object: DescribedObject,
  id: string,
  files: readonly File[],
): Promise<void> {
  for (const file of files) {
    try {
      await client.upload(file, file.name, [{ object: object.name, id }]);
    } catch (error) {
      sayProblem(error);
    }
  }
  refreshTimeline(object.name, id);
  await queryClient.invalidateQueries({ queryKey: ['related', object.name, id] });
}

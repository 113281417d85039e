import { Refusal } from '@relata/model';
import { countMatching } from '#engine/records/count.ts';
import { demand, type Work } from '#engine/work.ts';
import { fieldNamed } from './fields.ts';

/** In how many records that the actor sees a field is filled: what its removal would hide. */
export async function countFilled(work: Work, id: string): Promise<number> {
  const { object, name } = fieldNamed(work, id);
  if (!work.actor.role.administers)
    throw new Refusal('forbidden', 'only administrators may do this', {
      reason: 'administrators_only',
    });
  demand(work, 'read', object);
  const filled = { [name]: { empty: false } };
  return (await countMatching(work, object, filled, {}, 'exact')).total;
}

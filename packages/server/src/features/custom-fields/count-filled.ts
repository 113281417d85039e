import { countMatching } from '#engine/records/count.ts';
import { demand, demandAdministrator, type Work } from '#engine/work.ts';
import { fieldNamed } from './fields.ts';

/** In how many records that the actor sees a field is filled: what its removal would hide. */
export async function countFilled(work: Work, id: string): Promise<number> {
  const { object, name } = fieldNamed(work, id);
  demandAdministrator(work.actor, 'reads');
  demand(work, 'read', object);
  const filled = { [name]: { empty: false } };
  return (await countMatching(work, object, filled, {}, 'exact')).total;
}

import type { AnyRecord, DescribedObject } from '@relata/client';
import { RotMark, useRot } from '../../fields/rot.tsx';

/** On the page of a record: for how long nothing has happened on it, once that is a day. */
export function RotFact({ object, record }: { object: DescribedObject; record: AnyRecord }) {
  const rot = useRot(object)(record);
  return rot && rot.days > 0 ? <RotMark object={object} rot={rot} /> : null;
}

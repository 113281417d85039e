import { type CellProps, type Reference, referenceOf } from '../contract.ts';
import { RecordLink } from '../record-link.tsx';
import { StageLabel } from './stage-label.tsx';

export function LinkCell({ field, value, name, record }: CellProps<string | Reference>) {
  const reference = referenceOf(value);
  if (field.to === 'stage') return <StageLabel value={reference} />;
  // The id of a record is a link to itself.
  if (name === 'id') return <code>{reference.id.slice(-8)}</code>;
  return <RecordLink object={field.to ?? ''} reference={reference} key={record?.id} />;
}

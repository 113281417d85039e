import { type InputProps, type Reference, referenceOf } from '../contract.ts';
import type { AnyRecord } from '@relata/client';
import { isOpenTo, placeIn, placeOf } from '../way.ts';
import { useHolds } from '../../engine/record/use-holds.ts';
import { RecordPicker } from '../../engine/picker/record-picker.tsx';

/** A link to one record. A stage is one of the record's own pipeline. */
export function LinkInput(props: InputProps<string | Reference>) {
  const { object, name, field, record, value, onChange, onDone } = props;
  const isMade = record?.id !== undefined;
  const holds = useHolds();
  const among = field.among ?? field.offers;
  const accepts = (one: AnyRecord) => {
    if (!holds(among, one, field.to ?? '')) return false;
    const to = placeOf(object, name, one);
    // What a record has it may keep.
    if (to === null || one.id === (value && referenceOf(value).id)) return true;
    return isOpenTo(object, isMade && record ? placeIn(object, record) : null, to);
  };
  const parent = field.of ? record?.[field.of] : undefined;
  return (
    <RecordPicker
      {...props}
      to={field.to ?? ''}
      among={among}
      accepts={accepts}
      value={value ? referenceOf(value) : null}
      where={
        field.of ? { [field.of]: isReference(parent) ? referenceOf(parent).id : null } : undefined
      }
      onPick={(picked) => {
        onChange(picked);
        onDone?.(picked);
      }}
    />
  );
}

const isReference = (value: unknown): value is string | Reference =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && 'id' in value);

import { type InputProps, type Reference, referenceOf } from '../contract.ts';
import { RecordPicker } from '../../engine/picker/record-picker.tsx';

/** A link to one record. A stage is one of the record's own pipeline. */
export function LinkInput(props: InputProps<string | Reference>) {
  const { field, record, value, onChange, onDone } = props;
  const parent = field.of ? record?.[field.of] : undefined;
  return (
    <RecordPicker
      {...props}
      to={field.to ?? ''}
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

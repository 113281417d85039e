import { type InputProps, type Reference, referenceOf } from '../contract.ts';
import { RecordsPicker } from '../../engine/picker/records-picker.tsx';

export function LinksInput(props: InputProps<(string | Reference)[]>) {
  const { field, value, onChange } = props;
  return (
    <RecordsPicker
      {...props}
      to={field.to ?? '*'}
      value={(value ?? []).map(referenceOf)}
      onPick={(picked) => onChange(picked.length ? picked : null)}
    />
  );
}

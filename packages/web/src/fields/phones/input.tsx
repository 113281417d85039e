import type { ContactPoint } from '@relata/model';
import type { InputProps } from '../contract.ts';
import { PointsInput } from '../points-input.tsx';

const labels = ['work', 'mobile', 'direct', 'home', 'fax', 'other'];

export function PhonesInput(props: InputProps<ContactPoint[]>) {
  return <PointsInput {...props} type="tel" labels={labels} />;
}

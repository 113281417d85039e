import type { ContactPoint } from '@relata/model';
import type { InputProps } from '../contract.ts';
import { PointsInput } from '../points-input.tsx';

const labels = ['work', 'home', 'other'];

export function EmailsInput(props: InputProps<ContactPoint[]>) {
  return <PointsInput {...props} type="email" labels={labels} />;
}

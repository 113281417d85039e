import type { ContactPoint } from '@relata/model';
import type { InputProps } from '../contract.ts';
import { PointsInput } from '../points-input.tsx';

const labels = ['work', 'home', 'linkedin', 'instagram', 'facebook', 'x', 'youtube', 'other'];

export function UrlsInput(props: InputProps<ContactPoint[]>) {
  return <PointsInput {...props} type="url" labels={labels} />;
}

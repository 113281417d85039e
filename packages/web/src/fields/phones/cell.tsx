import { type ContactPoint, phoneDigits } from '@relata/model';
import type { CellProps } from '../contract.ts';
import { Points } from '../points.tsx';

export function PhonesCell({ value, full }: CellProps<ContactPoint[]>) {
  return <Points value={value} full={full} href={(one) => `tel:${phoneDigits(one)}`} />;
}

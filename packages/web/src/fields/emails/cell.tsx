import type { ContactPoint } from '@relata/model';
import type { CellProps } from '../contract.ts';
import { Points } from '../points.tsx';

export function EmailsCell({ value, full }: CellProps<ContactPoint[]>) {
  return (
    <Points
      value={value}
      full={full}
      href={(one) => `mailto:${encodeURIComponent(one).replace('%40', '@')}`}
    />
  );
}

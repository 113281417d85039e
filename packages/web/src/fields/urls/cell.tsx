import type { ContactPoint } from '@relata/model';
import type { CellProps } from '../contract.ts';
import { Points } from '../points.tsx';
import { safeLink, shortAddress } from './safe-link.ts';

export function UrlsCell({ value, full }: CellProps<ContactPoint[]>) {
  return <Points value={value} full={full} href={safeLink} print={shortAddress} />;
}

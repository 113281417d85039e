import type { CellProps, Reference } from '../contract.ts';
import { Person } from './person.tsx';

export function UserCell({ value }: CellProps<string | Reference>) {
  return <Person value={value} />;
}

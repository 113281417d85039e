import type { Filter } from '@relata/model';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dealsBehind, type Period } from './period.ts';
import classes from './goals.module.css';

/** A number that opens the deals of which it is the sum. */
export function DealsLink({
  kind,
  period,
  owners,
  label,
  children,
}: {
  kind: keyof typeof dealsBehind;
  period: Period;
  owners: readonly string[];
  label: string;
  children: ReactNode;
}) {
  const [only, ...others] = owners;
  const filter: Filter = {
    ...dealsBehind[kind](period),
    owner: others.length ? { in: [...owners] } : { eq: only ?? '' },
  };
  return (
    <Link
      to="/$plural"
      params={{ plural: 'deals' }}
      search={{ layout: 'table', filter: JSON.stringify(filter) }}
      className={classes['number'] ?? ''}
      aria-label={label}
    >
      {children}
    </Link>
  );
}

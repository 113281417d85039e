import { useMemo } from 'react';
import { useReading } from '../reading.tsx';

const every = Intl.supportedValuesOf('currency');

/** All currencies, those that the workspace uses first; `also` counts among these. */
export function useCurrencies(also?: string): { used: string[]; others: string[] } {
  const { currency, currencies } = useReading();
  return useMemo(() => {
    const used = [...new Set([currency, ...currencies, ...(also ? [also] : [])])];
    return { used, others: every.filter((code) => !used.includes(code)) };
  }, [currency, currencies, also]);
}

import { dayIn, type Language, type PrintContext } from '@relata/model';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../app/format.ts';
import { useMe } from '../data/session.ts';

/** Who reads and writes the fields: what their dates, numbers and amounts look like. */
export interface Reading {
  language: Language;
  /** BCP 47 */
  locale: string;
  /** IANA name */
  timeZone: string;
  /** Id of the person. */
  me: string;
  /** The workspace's, and those it has rates for. */
  currency: string;
  currencies: readonly string[];
  /** The instant of rendering, RFC 3339 UTC. */
  now: string;
  /** The day it is where the person is. */
  today: string;
  /** What the kinds of the model print by. */
  print: PrintContext;
  /** Name of a country by its code; other text as it is. */
  countryName: (code: string) => string;
  pointLabel: (label: string) => string;
}

const pointLabels = [
  'work',
  'home',
  'mobile',
  'direct',
  'fax',
  'billing',
  'shipping',
  'other',
] as const;

const ReadingContext = createContext<Reading | null>(null);

export function useReading(): Reading {
  const reading = use(ReadingContext);
  if (!reading) throw new Error('nobody is signed in');
  return reading;
}

/** Works out once for all fields below how they are read and written. */
export function ReadingProvider({ children }: { children: ReactNode }) {
  const { user, workspace } = useMe();
  const { locale, timeZone, region } = useFormat();
  const { t } = useTranslation('fields');
  const minute = Math.floor(Date.now() / 60_000);
  const reading = useMemo((): Reading => {
    const now = new Date().toISOString();
    return {
      language: user.language,
      locale,
      timeZone,
      me: user.id,
      currency: workspace.currency,
      currencies: Object.keys(workspace.rates ?? {}),
      now,
      today: dayIn(now, timeZone),
      print: { locale, timeZone, option: (value: string) => value, yes: t('yes'), no: t('no') },
      countryName: region,
      pointLabel: (label: string) => {
        const known = pointLabels.find((one) => one === label);
        return known ? t(`pointLabel.${known}`) : label.charAt(0).toUpperCase() + label.slice(1);
      },
    };
    // The minute is in it so that 'now' does not stand still.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [user, workspace, locale, timeZone, region, t, minute]);
  return <ReadingContext value={reading}>{children}</ReadingContext>;
}

/** Names of the labels of numbers and addresses: ours translated, those of an import as they came. */
export const usePointLabel = (): Reading['pointLabel'] => useReading().pointLabel;

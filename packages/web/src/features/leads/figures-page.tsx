import type { DescribedObject } from '@relata/client';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PageMissing } from '../../app/page-problem.tsx';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { useCatalog } from '../../data/catalog.ts';
import { Compared } from './compared.tsx';
import { Intraday } from './intraday.tsx';
import classes from '../figures.module.css';
import { SplitCheck } from './split-check.tsx';
import { LeadMenu } from './top-menu.tsx';

const reports = {
  intraday: ({ object }) => <Intraday object={object} />,
  statistics: ({ object }) => <Compared key="statistics" object={object} report="statistics" />,
  conversions: ({ object }) => <Compared key="conversions" object={object} report="conversions" />,
  splitCheck: () => <SplitCheck />,
} satisfies Record<string, (props: { object: DescribedObject }) => ReactElement>;
type Report = keyof typeof reports;

const isReport = (name: string): name is Report => Object.hasOwn(reports, name);

/** What comes in, and what becomes of it: `/leads/figures/statistics` (EP-LEAD-03). */
export function FiguresPage() {
  const { report } = useParams({ from: '/inside/leads/figures/$report' });
  const { t } = useTranslation('leads');
  const { objects } = useCatalog();
  const known = isReport(report) ? report : null;
  useTitleOfPage(known ? t(`menu.${known}`) : '');
  const object = objects['lead'];
  if (!known || !object?.can.read) return <PageMissing />;
  return (
    <div className={classes['page']}>
      <h1 className="visually-hidden">{t(`menu.${known}`)}</h1>
      <LeadMenu />
      <div className={classes['body']}>{reports[known]({ object })}</div>
    </div>
  );
}

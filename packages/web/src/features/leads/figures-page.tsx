import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageMissing } from '../../app/page-problem.tsx';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { useCatalog } from '../../data/catalog.ts';
import { Compared } from './compared.tsx';
import { Intraday } from './intraday.tsx';
import classes from './leads.module.css';
import { LeadMenu } from './top-menu.tsx';

const reports = ['intraday', 'statistics', 'conversions'] as const;

/** What comes in, and what becomes of it: `/leads/figures/statistics` (EP-LEAD-03). */
export function FiguresPage() {
  const { report } = useParams({ from: '/inside/leads/figures/$report' });
  const { t } = useTranslation('leads');
  const { objects } = useCatalog();
  const known = reports.find((one) => one === report);
  useTitleOfPage(known ? t(`menu.${known}`) : '');
  const object = objects['lead'];
  if (!known || !object?.can.read) return <PageMissing />;
  return (
    <div className={classes['page']}>
      <h1 className="visually-hidden">{t(`menu.${known}`)}</h1>
      <LeadMenu />
      <div className={classes['body']}>
        {known === 'intraday' ? (
          <Intraday object={object} />
        ) : (
          <Compared key={known} object={object} report={known} />
        )}
      </div>
    </div>
  );
}

import {
  IconArrowsSplit,
  IconChartBar,
  IconClock,
  IconGitFork,
  IconInbox,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { viewsQuery } from '../../engine/views/views.ts';
import classes from '../top-menu.module.css';

/** Open leads of nobody: what each may take (EP-LEAD-03). */
const pool = {
  state: { in: ['new', 'working'] },
  archivedAt: { empty: true },
  owner: { empty: true },
};

/** The view that shows them, whatever it is called by now; their filter where somebody has deleted it. */
function usePool(): { at: { view: string } | { filter: string }; isHere: boolean } {
  const { data: views } = useQuery(viewsQuery);
  const here = useSearch({ strict: false });
  const filter = JSON.stringify(pool);
  const view = views?.find(
    (one) => one.object === 'lead' && inOrder(one.filter) === inOrder(filter),
  );
  return view
    ? { at: { view: view.id }, isHere: here.view === view.id }
    : { at: { filter }, isHere: here.filter === filter };
}

/** JSON of a filter with its members in the order of their names, as the database keeps no order. */
const inOrder = (json: string): string =>
  JSON.stringify(Object.entries(JSON.parse(json)).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const look = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** From the inbox to what is behind it, and back (EP-LEAD-02). */
export function LeadMenu() {
  const { t } = useTranslation('leads');
  const { at, isHere } = usePool();
  return (
    <nav className={classes['menu']} aria-label={t('menu.label')}>
      <Link
        to="/$plural"
        params={{ plural: 'leads' }}
        className={classes['entry']}
        activeOptions={{ exact: true, includeSearch: isHere }}
      >
        <IconInbox {...look} />
        {t('menu.inbox')}
      </Link>
      {(['intraday', 'statistics'] as const).map((report) => (
        <Link
          key={report}
          to="/leads/figures/$report"
          params={{ report }}
          className={classes['entry']}
        >
          {report === 'intraday' ? <IconClock {...look} /> : <IconChartBar {...look} />}
          {t(`menu.${report}`)}
        </Link>
      ))}
      <Link to="/$plural" params={{ plural: 'leads' }} search={at} className={classes['entry']}>
        <IconUsers {...look} />
        {t('menu.pool')}
      </Link>
      <Link
        to="/leads/figures/$report"
        params={{ report: 'conversions' }}
        className={classes['entry']}
      >
        <IconArrowsSplit {...look} />
        {t('menu.conversions')}
      </Link>
      <Link
        to="/leads/figures/$report"
        params={{ report: 'splitCheck' }}
        className={classes['entry']}
      >
        <IconGitFork {...look} />
        {t('menu.splitCheck')}
      </Link>
    </nav>
  );
}

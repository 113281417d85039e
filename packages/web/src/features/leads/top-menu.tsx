import {
  IconArrowsSplit,
  IconChartBar,
  IconClock,
  IconGitFork,
  IconInbox,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from '../top-menu.module.css';

/** Open leads of nobody: what each may take (EP-LEAD-03). */
const pool = JSON.stringify({
  state: { in: ['new', 'working'] },
  archivedAt: { empty: true },
  owner: { empty: true },
});

const look = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** From the inbox to what is behind it, and back (EP-LEAD-02). */
export function LeadMenu() {
  const { t } = useTranslation('leads');
  const here = (filter?: string) => ({ className: classes['entry'] ?? '', search: { filter } });
  return (
    <nav className={classes['menu']} aria-label={t('menu.label')}>
      <Link
        to="/$plural"
        params={{ plural: 'leads' }}
        className={classes['entry']}
        activeOptions={{ exact: true, includeSearch: false }}
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
      <Link to="/$plural" params={{ plural: 'leads' }} activeProps={{}} {...here(pool)}>
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

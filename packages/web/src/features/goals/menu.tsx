import { IconChartBar, IconList, IconTable } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../data/catalog.ts';
import classes from '../top-menu.module.css';

const look = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;
const entry = { className: classes['entry'] ?? '', activeOptions: { includeSearch: false } };

/** From who is on track to what is planned, and to the goals themselves. */
export function GoalMenu() {
  const { t } = useTranslation('goals');
  const { can } = useObject('goal');
  return (
    <nav className={classes['menu']} aria-label={t('menu.label')}>
      <Link to="/goals/quarters/$shown" params={{ shown: 'progress' }} {...entry}>
        <IconChartBar {...look} />
        {t('menu.progress')}
      </Link>
      {can.create && (
        <Link to="/goals/quarters/$shown" params={{ shown: 'plan' }} {...entry}>
          <IconTable {...look} />
          {t('menu.plan')}
        </Link>
      )}
      <Link
        to="/$plural"
        params={{ plural: 'goals' }}
        {...entry}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        <IconList {...look} />
        {t('menu.list')}
      </Link>
    </nav>
  );
}

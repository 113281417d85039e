import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageMissing } from '../../app/page-problem.tsx';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { useCatalog } from '../../data/catalog.ts';
import { GoalMenu } from './menu.tsx';
import classes from '../figures.module.css';
import { Plan } from './plan.tsx';
import { Progress } from './progress.tsx';

/** What people are to sell, and how far they are: `/goals/quarters/progress` (EP-SET-06, EP-OPP-19, EP-DASH-06). */
export function GoalsPage() {
  const { shown } = useParams({ from: '/inside/goals/quarters/$shown' });
  const { t } = useTranslation('goals');
  const { objects } = useCatalog();
  const goal = objects['goal'];
  const isPlan = shown === 'plan' && goal?.can.create === true;
  const isKnown = shown === 'progress' || isPlan;
  useTitleOfPage(isKnown ? t(isPlan ? 'menu.plan' : 'menu.progress') : '');
  if (!goal?.can.read || !isKnown) return <PageMissing />;
  return (
    <div className={classes['page']}>
      <h1 className="visually-hidden">{t(isPlan ? 'menu.plan' : 'menu.progress')}</h1>
      <GoalMenu />
      <div className={classes['body']}>
        {isPlan ? (
          <Plan goal={goal} deal={objects['deal']} />
        ) : (
          <Progress goal={goal} deal={objects['deal']} />
        )}
      </div>
    </div>
  );
}

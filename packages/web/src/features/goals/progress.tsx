import { Badge, Button, Skeleton, Text } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { addMoney, type Money } from '@relata/model';
import { IconFlag } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useReading } from '../../fields/reading.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { Empty } from '../../ui/empty.tsx';
import { DealsLink } from './deals-link.tsx';
import { goalSums, openSums, type Sums, wonSums } from './figures.ts';
import page from '../figures.module.css';
import classes from './goals.module.css';
import { type Period, periodAround } from './period.ts';
import { PeriodSwitch } from './period-switch.tsx';
import { type Standing, standingOf } from './standing.ts';

const colours = { reached: 'green', onTrack: 'blue', behind: 'red', none: 'gray' } as const;

interface Row {
  key: string;
  name: string;
  /** Of a team: who leads it. */
  leads?: string;
  /** Whose goals and deals these are. */
  owners: string[];
  standing: Standing;
}

/** Goals beside what has been won, by person and team: for a salesperson their own, for a manager all (EP-OPP-19). */
export function Progress({
  goal,
  deal,
}: {
  goal: DescribedObject;
  deal: DescribedObject | undefined;
}) {
  const { t } = useTranslation('goals');
  const { from, scale = 'quarter' } = useSearch({ from: '/inside/goals/quarters/$shown' });
  const problem = useProblemText();
  const { today, me, currency } = useReading();
  const period = periodAround(from ?? today, scale);
  const users = useSmallList('user');
  const teams = useSmallList('team');
  const [goals, won, open] = useQueries({
    queries: [goalSums(goal, period), wonSums(deal, period), openSums(deal, period)],
  });
  const error = goals.error ?? won.error ?? open.error;
  const sums = goals.data && won.data && open.data && [goals.data, won.data, open.data];
  return (
    <>
      <div className={page['controls']}>
        <PeriodSwitch period={period} scale={scale} />
      </div>
      {error ? (
        <Text c="red" role="alert">
          {problem(error)}
        </Text>
      ) : !sums ? (
        <Skeleton h={240} />
      ) : (
        <Standings
          {...rowsOf(sums, { users, teams, me, currency })}
          period={period}
          unconverted={sums.flatMap((one) => one.unconverted)}
          mayPlan={goal.can.create}
          noSums={!goal.can.seeSums || deal?.can.seeSums !== true ? t('noSums') : null}
        />
      )}
    </>
  );
}

interface Known {
  users: AnyRecord[];
  teams: AnyRecord[];
  me: string;
  currency: string;
}

const idsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((one) => (typeof one === 'string' ? [one] : [])) : [];

/** Whoever has a goal, by name, with those who look themselves; then the teams in which they are. */
function rowsOf(
  [goals, won, open]: readonly Sums[],
  { users, teams, me, currency }: Known,
): { people: Row[]; groups: { team: Row; people: Row[] }[]; total: Row } {
  const titles = new Map(users.map((one) => [one.id, one.title]));
  const owners = [...(goals?.byOwner.keys() ?? [])];
  const standing = (ids: readonly string[]) => {
    const sum = (sums: Sums | undefined) =>
      addMoney(
        ids.flatMap((id) => sums?.byOwner.get(id) ?? []),
        currency,
      );
    const hasGoal = ids.some((id) => goals?.byOwner.has(id));
    return standingOf(
      { goal: hasGoal ? sum(goals) : null, won: sum(won), open: sum(open) },
      currency,
    );
  };
  const isWorking = won?.byOwner.has(me) || open?.byOwner.has(me);
  if (isWorking && !owners.includes(me)) owners.push(me);
  const rowFor = (key: string, name: string, ids: string[]): Row => ({
    key,
    name,
    owners: ids,
    standing: standing(ids),
  });
  const people = owners
    .map((id) => rowFor(id, titles.get(id) ?? '', [id]))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  // Of whoever sees only themselves, a team would be one person.
  const shown = people.length > 1 ? teams : [];
  const groups = shown.flatMap((team) => {
    const members = people.filter(({ key }) => idsIn(team['members']).includes(key));
    if (!members.length) return [];
    const leads = idsIn(team['leads']).flatMap((id) => titles.get(id) ?? []);
    const row = rowFor(
      team.id,
      team.title,
      members.map(({ key }) => key),
    );
    return [{ team: { ...row, leads: leads.join(', ') }, people: members }];
  });
  return { people, groups, total: rowFor('total', '', owners) };
}

function Standings({
  people,
  groups,
  total,
  period,
  unconverted,
  mayPlan,
  noSums,
}: ReturnType<typeof rowsOf> & {
  period: Period;
  unconverted: Money[];
  mayPlan: boolean;
  noSums: string | null;
}) {
  const { t } = useTranslation('goals');
  const labels = useLabels();
  const format = useFormat();
  if (!people.length)
    return (
      <Empty
        icon={<IconFlag size={28} stroke={1.4} aria-hidden />}
        title={t('empty.title')}
        text={t(mayPlan ? 'empty.plan' : 'empty.wait')}
      >
        {mayPlan && (
          <Button
            renderRoot={(props) => (
              <Link {...props} to="/goals/quarters/$shown" params={{ shown: 'plan' }} />
            )}
          >
            {t('empty.set')}
          </Button>
        )}
      </Empty>
    );
  const grouped = new Set(groups.flatMap((group) => group.people.map(({ key }) => key)));
  const alone = people.filter(({ key }) => !grouped.has(key));
  const head = (key: 'goal' | 'won' | 'percent' | 'missing' | 'open') => (
    <th scope="col" className={classes['number']}>
      {key === 'goal' ? labels.object('goal') : t(`heads.${key}`)}
    </th>
  );
  const line = (row: Row, kind: 'person' | 'team' | 'total') => (
    <StandingLine key={row.key} row={row} kind={kind} period={period} />
  );
  return (
    <>
      <div className={classes['scroll']}>
        <table className={classes['table']}>
          <caption className="visually-hidden">{t('menu.progress')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('heads.person')}</th>
              {head('goal')}
              {head('won')}
              <td className={classes['barCell']} />
              {head('percent')}
              {head('missing')}
              {head('open')}
              <th scope="col">{t('heads.state')}</th>
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.team.key}>
              {line(group.team, 'team')}
              {group.people.map((row) => line(row, 'person'))}
            </tbody>
          ))}
          {alone.length > 0 && (
            <tbody>
              {groups.length > 0 && (
                <tr className={classes['team']}>
                  <th scope="rowgroup" colSpan={8}>
                    {t('noTeam')}
                  </th>
                </tr>
              )}
              {alone.map((row) => line(row, 'person'))}
            </tbody>
          )}
          {people.length > 1 && <tfoot>{line({ ...total, name: t('total') }, 'total')}</tfoot>}
        </table>
      </div>
      <Text size="sm" c="dimmed" mt="sm" maw={720}>
        {noSums ?? t('meaning')}
      </Text>
      {unconverted.length > 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('unconverted', { sums: format.list(unconverted.map((one) => format.money(one))) })}
        </Text>
      )}
    </>
  );
}

function StandingLine({
  row: { name, leads, owners, standing },
  kind,
  period,
}: {
  row: Row;
  kind: 'person' | 'team' | 'total';
  period: Period;
}) {
  const { t } = useTranslation('goals');
  const format = useFormat();
  const { goal, won, open, missing, percent, state } = standing;
  const part = (money: Money) =>
    `${Math.min(100, Number(goal.amount) ? (Number(money.amount) / Number(goal.amount)) * 100 : 0)}%`;
  const behind = (sum: 'won' | 'open', money: Money) => (
    <DealsLink
      kind={sum}
      period={period}
      owners={owners}
      label={t(`behind.${sum}`, { name, sum: format.money(money) })}
    >
      {format.money(money)}
    </DealsLink>
  );
  return (
    <tr className={kind === 'person' ? undefined : classes[kind]}>
      <th scope={kind === 'team' ? 'rowgroup' : 'row'}>
        {name}
        {leads && <span className={classes['leads']}>{t('leads', { names: leads })}</span>}
      </th>
      <td className={classes['number']}>{state === 'none' ? '–' : format.money(goal)}</td>
      <td className={classes['number']}>{behind('won', won)}</td>
      <td className={classes['barCell']} aria-hidden>
        {state !== 'none' && (
          <div className={classes['track']}>
            <div className={classes['won']} style={{ width: part(won) }} />
            <div className={classes['open']} style={{ width: part(open) }} />
          </div>
        )}
      </td>
      <td className={classes['number']}>{percent === null ? '–' : format.percent(percent)}</td>
      <td className={classes['number']}>{state === 'none' ? '–' : format.money(missing)}</td>
      <td className={classes['number']}>{behind('open', open)}</td>
      <td>
        <Badge variant="light" color={colours[state]} className={classes['state'] ?? ''}>
          {t(`states.${state}`)}
        </Badge>
      </td>
    </tr>
  );
}

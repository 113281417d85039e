import { ActionIcon, Button, NativeSelect, Skeleton, Text, Tooltip } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { sayProblem } from '../../data/undo.ts';
import { changeMany, remove } from '../../data/writes.ts';
import { usePeriodName } from '../../engine/collection/groups/period-name.ts';
import { useReading } from '../../fields/reading.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { AddPeople } from './add-people.tsx';
import { DealsLink } from './deals-link.tsx';
import { goalSums, wonSums } from './figures.ts';
import { GoalCell } from './goal-cell.tsx';
import page from '../figures.module.css';
import classes from './goals.module.css';
import { planQuery } from './load-plan.ts';
import { quartersOf, yearOf } from './period.ts';
import { PeriodSwitch } from './period-switch.tsx';
import { cellOf, copied, copiedYear, type Goal, type NewGoal, yearBefore } from './plan-data.ts';

/** A year of goals: people by quarters, edited in place, with what was won of each (EP-SET-06). */
export function Plan({ goal, deal }: { goal: DescribedObject; deal: DescribedObject | undefined }) {
  const { t } = useTranslation('goals');
  const format = useFormat();
  const nameOf = usePeriodName();
  const problem = useProblemText();
  const queries = useQueryClient();
  const { today, currency: base, currencies } = useReading();
  const { from } = useSearch({ from: '/inside/goals/quarters/$shown' });
  const [currency, setCurrency] = useState(base);
  const [added, setAdded] = useState<string[]>([]);
  const waiting = useRef<Promise<void>>(Promise.resolve());
  const users = useSmallList('user');
  const year = yearOf(from ?? today);
  const quarters = quartersOf(year);
  const { data: goals, error } = useQuery(planQuery(goal, year));
  const won = useQueries({ queries: quarters.map((quarter) => wonSums(deal, quarter)) });
  const { data: sums } = useQuery(goalSums(goal, year));

  if (error)
    return (
      <Text c="red" role="alert">
        {problem(error)}
      </Text>
    );
  if (!goals) return <Skeleton h={240} />;
  const titles = new Map(users.map((one) => [one.id, one.title]));
  const planned = goals.filter((one) => one.to >= year.from).map((one) => one.owner);
  const people = [...new Set([...planned, ...added])]
    .map((id) => ({ id, name: titles.get(id) ?? '' }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const inYear = (owner: string) =>
    goals.filter((one) => one.owner === owner && one.from >= year.from && one.to <= year.to);

  const inTurn = (task: () => Promise<void>): Promise<void> => {
    const turn = waiting.current.then(async () => {
      try {
        await task();
      } finally {
        await queries.invalidateQueries({ queryKey: ['list', goal.name] });
      }
    });
    waiting.current = turn.catch(() => undefined);
    return turn;
  };
  const copy = (wanted: (goals: readonly Goal[]) => NewGoal[]) => {
    const task = async () => {
      const now = await queries.fetchQuery({ ...planQuery(goal, year), staleTime: 0 });
      await changeMany(goal, { create: wanted(now) }, (count) => t('copied', { count }));
    };
    void inTurn(task).catch(sayProblem);
  };
  const takeOut = (owner: string) => {
    setAdded(added.filter((id) => id !== owner));
    const records = inYear(owner).map(({ record }) => record);
    if (records.length) void inTurn(() => remove(goal, records)).catch(sayProblem);
  };
  return (
    <>
      <div className={page['controls']}>
        <PeriodSwitch period={year} scale="year" only />
        <AddPeople onAdd={(ids) => setAdded([...added, ...ids])} />
        <NativeSelect
          size="xs"
          aria-label={t('currency')}
          title={t('currency')}
          data={[...new Set([base, ...currencies])]}
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCopy size={15} aria-hidden />}
          disabled={!copiedYear(goals, year).length}
          onClick={() => copy((all) => copiedYear(all, year))}
        >
          {t('copyYear', { year: nameOf(yearBefore(year).from, 'year') })}
        </Button>
      </div>
      {people.length === 0 ? (
        <Text c="dimmed">{t('emptyPlan')}</Text>
      ) : (
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <caption className="visually-hidden">{t('menu.plan')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('heads.person')}</th>
                {quarters.map((quarter, i) => {
                  const name = nameOf(quarter.from, 'quarter');
                  const before = quarters[i - 1] ?? quartersOf(yearBefore(year))[3];
                  const wanted = (all: readonly Goal[]) =>
                    before ? copied(all, before, quarter) : [];
                  const label = t('copyQuarter', {
                    from: nameOf(before?.from ?? quarter.from, 'quarter'),
                    to: name,
                  });
                  return (
                    <th key={quarter.from} scope="col" className={classes['quarter']}>
                      {name}
                      {wanted(goals).length > 0 && (
                        <Tooltip label={label}>
                          <ActionIcon
                            size="sm"
                            variant="subtle"
                            color="gray"
                            aria-label={label}
                            onClick={() => copy(wanted)}
                          >
                            <IconCopy size={14} />
                          </ActionIcon>
                        </Tooltip>
                      )}
                    </th>
                  );
                })}
                <th scope="col" className={classes['number']}>
                  {nameOf(year.from, 'year')}
                </th>
                <td />
              </tr>
            </thead>
            <tbody>
              {people.map(({ id, name }, row) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  {quarters.map((quarter, column) => {
                    const amount = won[column]?.data?.byOwner.get(id);
                    const label = `${name}, ${nameOf(quarter.from, 'quarter')}`;
                    const money = { amount: amount ?? '0', currency: base };
                    return (
                      <td key={quarter.from} className={classes['quarter']}>
                        <GoalCell
                          key={`${id}${quarter.from}`}
                          goal={goal}
                          owner={id}
                          label={label}
                          quarter={quarter}
                          cell={cellOf(goals, id, quarter)}
                          currency={currency}
                          place={{ row, column }}
                          inTurn={inTurn}
                        />
                        {amount !== undefined && (
                          <DealsLink
                            kind="won"
                            period={quarter}
                            owners={[id]}
                            label={t('behind.won', { name: label, sum: format.money(money) })}
                          >
                            {t('wonHere', { sum: format.moneyShort(money) })}
                          </DealsLink>
                        )}
                      </td>
                    );
                  })}
                  <td className={classes['number']}>
                    {sums?.byOwner.has(id)
                      ? format.money({ amount: sums.byOwner.get(id) ?? '0', currency: base })
                      : '–'}
                  </td>
                  <td className={classes['end']}>
                    <Tooltip label={t('takeOut', { name, year: nameOf(year.from, 'year') })}>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('takeOut', { name, year: nameOf(year.from, 'year') })}
                        onClick={() => takeOut(id)}
                      >
                        <IconTrash size={16} />
                      </ActionIcon>
                    </Tooltip>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

import type { AnyRecord, DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { client } from '../../data/client.ts';
import { sayProblem } from '../../data/undo.ts';
import { change } from '../../data/writes.ts';
import { isWritable } from '../../fields/check.ts';
import { Dot } from '../../fields/dot.tsx';
import { useReading } from '../../fields/reading.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { isOpenTo, placeIn } from '../../fields/way.ts';
import { idOf } from '../../fields/contract.ts';
import { ActionDialog } from './action-dialog.tsx';
import { celebrate } from './celebrate.ts';
import { daysIn } from './days-in.ts';
import styles from './record.module.css';

interface Step {
  key: string;
  label: string;
  /** Where there is little room. */
  short?: string | null;
  colour: string | null;
  means?: unknown;
}

/** The way of a record through its stages, with the days it spent in each. A click moves it. */
export function StagePath({ object, record }: { object: DescribedObject; record: AnyRecord }) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const { now } = useReading();
  const [losing, setLosing] = useState<string | null>(null);
  const name = object.board?.by ?? '';
  const field = object.fields[name];
  const isStage = field?.of !== undefined;
  const stages = useSmallList(field?.to ?? '', isStage);
  const parent = field?.of ? idOf(record[field.of]) : null;
  const current = isStage
    ? idOf(record[name])
    : typeof record[name] === 'string'
      ? record[name]
      : null;
  const { data: history } = useQuery({
    queryKey: ['history', object.name, record.id, 'path'],
    queryFn: async ({ signal }) =>
      (await client.history(object, record.id, { limit: 200 }, signal)).data,
    enabled: isStage,
  });
  const path = useRef<HTMLOListElement>(null);
  // On narrow screens the path scrolls; where the record stands is what one wants to see of it.
  useEffect(() => {
    const list = path.current;
    const here = list?.querySelector<HTMLElement>('[aria-current]')?.parentElement;
    if (list && here) list.scrollLeft = here.offsetLeft - (list.clientWidth - here.clientWidth) / 2;
  }, [current, stages.length]);
  if (!field) return null;

  const steps: Step[] = isStage
    ? stages
        .filter((stage) => field.of === undefined || idOf(stage[field.of]) === parent)
        .map((stage) => ({
          key: stage.id,
          label: stage.title,
          short: typeof stage['nickname'] === 'string' ? stage['nickname'] : null,
          colour: typeof stage['colour'] === 'string' ? stage['colour'] : null,
          means: stage['means'],
        }))
    : (field.options ?? []).map((option) => ({
        key: option.value,
        label: labels.option(object, name, option.value),
        colour: option.colour ?? null,
      }));
  if (!steps.length || (!isStage && steps.length > 8)) return null;

  const at = steps.findIndex((step) => step.key === current);
  const isLost = steps[at]?.means === 'lost';
  const days = history
    ? daysIn(history, name, current, record.createdAt, now)
    : new Map<string, number>();
  const mayMove = object.can.update && isWritable(field);
  const from = placeIn(object, record);
  const isOpen = ({ key }: Step) =>
    name !== object.stages?.stage || isOpenTo(object, from, { ...from, stage: key });
  const move = (step: Step) => {
    if (step.key === current) return;
    if (step.means === 'lost' && object.actions['lose']) {
      setLosing(step.key);
      return;
    }
    const value = isStage ? { id: step.key, title: step.label } : step.key;
    change(object, record, { [name]: value }).then(
      () => step.means === 'won' && celebrate(),
      sayProblem,
    );
  };
  return (
    <>
      <div className={styles['pathRow']}>
        {isStage ? null : <span className={styles['small']}>{labels.field(object, name)}</span>}
        <ol
          ref={path}
          className={styles['path']}
          data-plain={!isStage || undefined}
          aria-label={labels.field(object, name)}
        >
          {steps.map((step, i) => {
            const spent = days.get(step.key);
            const state =
              step.key === current ? 'current' : isStage && i < at && !isLost ? 'past' : 'ahead';
            return (
              <li key={step.key} className={styles['step']}>
                <button
                  type="button"
                  className={styles['stepButton']}
                  data-state={state}
                  aria-current={state === 'current' ? 'step' : undefined}
                  disabled={!mayMove || !isOpen(step)}
                  onClick={() => move(step)}
                  title={step.label}
                >
                  <span className={styles['stepName']}>
                    {isStage || step.colour ? <Dot colour={step.colour} /> : null}
                    <span
                      className={step.short && state !== 'current' ? styles['long'] : undefined}
                    >
                      {step.label}
                    </span>
                    {step.short && state !== 'current' ? (
                      <span className={styles['short']} aria-hidden>
                        {step.short}
                      </span>
                    ) : null}
                  </span>
                  {isStage ? (
                    <span className={styles['stepDays']}>
                      {spent === undefined ? '' : t('days', { count: spent })}
                    </span>
                  ) : null}
                </button>
              </li>
            );
          })}
        </ol>
      </div>
      {losing === null ? null : (
        <ActionDialog
          object={object}
          record={record}
          action="lose"
          given={{ [name]: losing }}
          onClose={() => setLosing(null)}
        />
      )}
    </>
  );
}

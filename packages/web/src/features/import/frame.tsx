import { Text, Title } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import classes from './frame.module.css';

export const steps = ['file', 'columns', 'check', 'run'] as const;
export type Step = (typeof steps)[number];

const mark = 'data-import-frame';
let lastStep: Step | undefined;

interface Props {
  object: DescribedObject;
  step: Step;
  /** The import has ended: its last step is done as well. */
  isOver?: boolean;
  /** Goes back to a step that was made; left out where there is no way back. */
  onStep?: (step: 'columns' | 'check') => void;
  bar?: ReactNode;
  /** Is given the element that scrolls. */
  scroller?: (element: HTMLDivElement | null) => void;
  children: ReactNode;
}

/** What stands around every step: the title, where one is, and the buttons that lead on. */
export function Frame({ object, step, isOver = false, onStep, bar, scroller, children }: Props) {
  const { t } = useTranslation('import');
  const labels = useLabels();
  const heading = useRef<HTMLHeadingElement>(null);
  const here = steps.indexOf(step);
  useEffect(() => {
    // Whoever goes on by keyboard or listens starts at the top of the new step.
    if (lastStep && lastStep !== step) heading.current?.focus();
    lastStep = step;
  }, [step]);
  useEffect(
    () => () => {
      // A step that is left for another page is not one that is followed by another.
      setTimeout(() => {
        if (!document.querySelector(`[${mark}]`)) lastStep = undefined;
      }, 0);
    },
    [],
  );

  return (
    <div className={classes['root']} {...{ [mark]: true }}>
      <header className={classes['head']}>
        <Title order={1} ref={heading} tabIndex={-1} className={classes['title'] ?? ''}>
          {t('title', { objects: labels.object(object, 'many') })}
        </Title>
        <ol className={classes['steps']} aria-label={t('steps.label')}>
          {steps.map((one, at) => {
            const isDone = at < here || isOver;
            const goesBack = at < here && (one === 'columns' || one === 'check') && onStep;
            const name = t(`steps.${one}`);
            const content = (
              <>
                <span className={classes['number']} aria-hidden>
                  {isDone ? <IconCheck size={13} stroke={2.4} /> : at + 1}
                </span>
                <span
                  className={classes['name']}
                  aria-label={isDone ? t('steps.done', { step: name }) : undefined}
                >
                  {name}
                </span>
              </>
            );
            return (
              <li
                key={one}
                className={classes['step']}
                data-state={at === here ? 'here' : isDone ? 'done' : undefined}
                aria-current={at === here ? 'step' : undefined}
              >
                {goesBack ? (
                  <button type="button" className={classes['back']} onClick={() => goesBack(one)}>
                    {content}
                  </button>
                ) : (
                  content
                )}
              </li>
            );
          })}
        </ol>
      </header>
      <div className={classes['body']} ref={scroller}>
        <div className={classes['page']}>{children}</div>
      </div>
      {bar && <footer className={classes['bar']}>{bar}</footer>}
    </div>
  );
}

/** A part of a step under a heading of its own. */
export function Part({
  title,
  text,
  id,
  children,
}: {
  title: string;
  text?: string;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section className={classes['part']} aria-label={title} id={id}>
      <Title order={2}>{title}</Title>
      {text && (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      )}
      {children}
    </section>
  );
}

import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { DescribedObject } from '@relata/client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../app/dialog.tsx';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { Dot } from '../../fields/dot.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { choicesFor, propose } from './mapping.ts';
import styles from './move.module.css';
import { type From, useStages } from './stages-in.ts';

/** Where records go: a pipeline, and by the stage in which they are now that in which they will be. */
export interface Way {
  pipeline: { id: string; title: string };
  stages: Record<string, { id: string; title: string }>;
}

interface Props {
  object: DescribedObject;
  /** What is moved: a title, or `12 deals`. */
  what: string;
  /** How many stand in which stage, by its id. */
  counts: ReadonlyMap<string, number>;
  /** Moves them; whatever it throws is said here, and the dialog stays. */
  onMove: (way: Way) => Promise<void>;
  onClose: () => void;
}

/**
 * Moves records to another pipeline: which of its stages stands for which of theirs is proposed, and can be changed
 * (EP-OPP-06). What the target requires is asked for as with every change.
 */
export function MoveDialog({ object, what, counts, onMove, onClose }: Props) {
  const { t } = useTranslation('move');
  const labels = useLabels();
  const problemText = useProblemText();
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const navigate = useNavigate();
  const { from, targets } = useStages(object, counts);
  const { stage = '', pipeline = '' } = object.stages ?? {};
  const colours = useSmallList(object.fields[stage]?.to ?? '');
  const here = new Set(from.map((one) => one.pipeline));
  const others = targets.filter(({ id }) => here.size !== 1 || !here.has(id));
  const [wanted, setWanted] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState<'move' | 'follow' | null>(null);
  const target = others.find(({ id }) => id === wanted) ?? others[0];

  /** Those that are not there yet, each with where it may go and where it will. */
  const rows = from
    .filter((one) => one.pipeline !== target?.id)
    .map((one) => {
      const choices = target ? choicesFor(one, target.openTo(one)) : [];
      const source = targets.find(({ id }) => id === one.pipeline)?.stops ?? [one];
      const to =
        choices.find(({ id }) => id === chosen[`${target?.id} ${one.id}`]) ??
        propose(one, source, choices);
      return { one, choices, to };
    });
  const staying = rows.filter(({ to }) => !to).reduce((sum, { one }) => sum + one.count, 0);
  const total = rows.reduce((sum, { one }) => sum + one.count, 0);

  const submit = async (follow: boolean) => {
    if (!target) return;
    setBusy(follow ? 'follow' : 'move');
    setProblem(undefined);
    try {
      await onMove({
        pipeline: { id: target.id, title: target.title },
        stages: Object.fromEntries(
          rows.flatMap(({ one, to }) => (to ? [[one.id, { id: to.id, title: to.title }]] : [])),
        ),
      });
      onClose();
      if (follow)
        await navigate({
          to: '/$plural',
          params: { plural: object.plural },
          search: { layout: 'board', group: stage, pipeline: target.id },
        });
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(null);
    }
  };
  const colourOf = (id: string) => {
    const colour = colours.find((one) => one.id === id)?.['colour'];
    return typeof colour === 'string' ? colour : null;
  };
  const nameOf = (one: From) =>
    here.size > 1
      ? `${targets.find(({ id }) => id === one.pipeline)?.title ?? ''}: ${one.title}`
      : one.title;
  return (
    <Dialog onClose={onClose} title={t('title', { what })} size="lg" fullScreen={isNarrow}>
      <Stack gap="md">
        {problem ? (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        ) : null}
        {target ? (
          <>
            <Select
              label={labels.field(object, pipeline)}
              data={others.map(({ id, title }) => ({ value: id, label: title }))}
              value={target.id}
              allowDeselect={false}
              data-autofocus
              onChange={setWanted}
            />
            <div className={styles['rows']} role="group" aria-label={t('mapping')}>
              {rows.map(({ one, choices, to }) => (
                <div key={one.id} className={styles['row']}>
                  <span className={styles['from']}>
                    <Dot colour={colourOf(one.id)} />
                    <span className={styles['name']}>{nameOf(one)}</span>
                    {total > 1 ? <span className={styles['count']}>{one.count}</span> : null}
                  </span>
                  <span aria-hidden className={styles['arrow']}>
                    →
                  </span>
                  <Select
                    aria-label={t('goesTo', { stage: nameOf(one) })}
                    data={choices.map(({ id, title }) => ({ value: id, label: title }))}
                    value={to?.id ?? null}
                    placeholder={t('nowhere')}
                    disabled={!choices.length}
                    leftSection={to ? <Dot colour={colourOf(to.id)} /> : null}
                    allowDeselect={false}
                    onChange={(id) =>
                      id && setChosen({ ...chosen, [`${target.id} ${one.id}`]: id })
                    }
                  />
                </div>
              ))}
            </div>
            {staying ? (
              <Text size="sm" c="dimmed">
                {t('staying', { count: staying })}
              </Text>
            ) : null}
          </>
        ) : (
          <Text size="sm">{t('noOther')}</Text>
        )}
        <Group justify="flex-end" gap="xs">
          <CancelButton />
          <Button
            variant="default"
            disabled={total === staying || busy === 'move'}
            loading={busy === 'follow'}
            title={t('followHelp')}
            onClick={() => void submit(true)}
          >
            {t('follow')}
          </Button>
          <Button
            disabled={total === staying || busy === 'follow'}
            loading={busy === 'move'}
            onClick={() => void submit(false)}
          >
            {t('move')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

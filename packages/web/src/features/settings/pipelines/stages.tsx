import { ActionIcon, Button, Group, Title, UnstyledButton } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { stage as definition } from '@relata/model';
import {
  IconArrowLeft,
  IconArrowRight,
  IconGripVertical,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { offerUndo, sayProblem } from '../../../data/undo.ts';
import { cssColour } from '../../../fields/colour.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { ReplaceDialog } from '../lists/replace-dialog.tsx';
import { forgetStages, idOf, movedTo } from './arrange-data.ts';
import classes from './pipelines.module.css';
import { StageForm } from './stage-form.tsx';

interface Props {
  pipeline: AnyRecord;
  isFixed: boolean;
}

/** The stages of a pipeline in columns, as the board shows them; dragged, or moved with the arrows. */
export function Stages({ pipeline, isFixed }: Props) {
  const { t } = useTranslation('arrange');
  const labels = useLabels();
  const format = useFormat();
  const { objects } = useCatalog();
  const stages = useSmallList('stage').filter((one) => idOf(one['pipeline']) === pipeline.id);
  const [dragged, setDragged] = useState<number | null>(null);
  const [editing, setEditing] = useState<{ stage: AnyRecord | null } | null>(null);
  const [going, setGoing] = useState<AnyRecord | null>(null);
  const object = objects['stage'];
  const deal = objects['deal'];
  if (!object) return null;
  const move = async (from: number, to: number) => {
    try {
      const update = movedTo(stages, from, to).map(({ id }, position) => ({ id, position }));
      const { batch } = await client.batch(definition, { update });
      offerUndo({ batch, object: 'stage', text: t('stages.moved') });
    } catch (error) {
      sayProblem(error);
    }
    await forgetStages();
  };
  const neededFrom = (id: string): string[] =>
    Object.keys(deal?.fields ?? {}).filter((name) =>
      deal?.fields[name]?.requiredFrom?.stage.includes(id),
    );
  const isAlike = (at: number, other: number) =>
    stages[other] !== undefined && stages[at]?.['means'] === stages[other]['means'];
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={3}>{t('stages.title', { name: pipeline.title })}</Title>
        {isFixed ? null : (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEditing({ stage: null })}
          >
            {t('stages.add')}
          </Button>
        )}
      </Group>
      <ol
        className={classes['stages']}
        aria-label={t('stages.title', { name: pipeline.title })}
        // A keyboard scrolls it where nobody may change anything in it.
        tabIndex={0}
      >
        {stages.map((stage, at) => {
          const needs = neededFrom(stage.id);
          const name = stage.title;
          const rots = stage['rotAfterDays'];
          return (
            <li
              key={stage.id}
              className={classes['stage']}
              style={{ borderTopColor: cssColour(String(stage['colour'] ?? '')) }}
              onDragOver={(event) => dragged !== null && event.preventDefault()}
              onDrop={() => dragged !== null && void move(dragged, at)}
            >
              <Group gap={4} wrap="nowrap">
                {isFixed ? null : (
                  <span
                    className={classes['grip']}
                    draggable
                    aria-hidden
                    onDragStart={() => setDragged(at)}
                    onDragEnd={() => setDragged(null)}
                  >
                    <IconGripVertical size={16} />
                  </span>
                )}
                {isFixed ? (
                  <strong>{name}</strong>
                ) : (
                  <UnstyledButton
                    className={classes['open'] ?? ''}
                    aria-label={t('stages.edit', { name })}
                    onClick={() => setEditing({ stage })}
                  >
                    {name}
                  </UnstyledButton>
                )}
              </Group>
              <p>{labels.option(object, 'means', String(stage['means']))}</p>
              <p>
                {t('stages.probability', {
                  probability: format.percent(Number(stage['probability'] ?? 0)),
                })}
              </p>
              {typeof rots === 'number' ? <p>{t('stages.rots', { count: rots })}</p> : null}
              {stage['help'] ? <p>{String(stage['help'])}</p> : null}
              {deal && needs.length ? (
                <p>
                  {t('stages.needs')}: {format.list(needs.map((one) => labels.field(deal, one)))}
                </p>
              ) : null}
              {isFixed ? null : (
                <>
                  <p>
                    <Link
                      className={classes['need'] ?? ''}
                      to="/settings/$page"
                      params={{ page: 'fields' }}
                      search={{ open: 'deal' }}
                    >
                      {t('stages.addNeed')}
                    </Link>
                  </p>
                  <div className={classes['foot']}>
                    <ActionIcon
                      size={28}
                      aria-label={t('stages.left', { name })}
                      disabled={!isAlike(at, at - 1)}
                      onClick={() => void move(at, at - 1)}
                    >
                      <IconArrowLeft size={16} />
                    </ActionIcon>
                    <ActionIcon
                      size={28}
                      aria-label={t('stages.right', { name })}
                      disabled={!isAlike(at, at + 1)}
                      onClick={() => void move(at, at + 1)}
                    >
                      <IconArrowRight size={16} />
                    </ActionIcon>
                    <ActionIcon
                      size={28}
                      ml="auto"
                      aria-label={t('stages.delete', { name })}
                      onClick={() => setGoing(stage)}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </div>
                </>
              )}
            </li>
          );
        })}
      </ol>
      {editing ? (
        <StageForm
          object={object}
          pipeline={pipeline.id}
          stage={editing.stage}
          stages={stages}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {going ? (
        <ReplaceDialog
          entry={{ plural: 'stages', id: going.id }}
          name={going.title}
          others={stages
            .filter((one) => one.id !== going.id && one['means'] === going['means'])
            .map((one) => ({ value: one.id, label: one.title }))}
          mayBeNothing={false}
          onDone={forgetStages}
          onClose={() => setGoing(null)}
        />
      ) : null}
    </section>
  );
}

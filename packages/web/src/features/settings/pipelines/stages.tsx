import { ActionIcon, Button, Group, Title, UnstyledButton } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { IconArrowLeft, IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { cssColour } from '../../../fields/colour.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { Grip, useOrder } from '../../../ui/order.tsx';
import { idOf } from '../../../fields/contract.ts';
import classes from './pipelines.module.css';
import { mayStandAt, moveStage, type StageChange, StageDialog } from './stage-dialog.tsx';

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
  const [change, setChange] = useState<StageChange | null>(null);
  const move = (from: number, to: number) => void moveStage(stages, from, to, t('stages.moved'));
  const order = useOrder(stages, move);
  const object = objects['stage'];
  const deal = objects['deal'];
  if (!object) return null;
  const neededFrom = (id: string): string[] =>
    Object.keys(deal?.fields ?? {}).filter((name) =>
      deal?.fields[name]?.requiredFrom?.stage.includes(id),
    );
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={3}>{t('stages.title', { name: pipeline.title })}</Title>
        {isFixed ? null : (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setChange({ does: 'add', after: null })}
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
        {...order.list}
      >
        {order.shown.map((stage, at) => {
          const needs = neededFrom(stage.id);
          const name = stage.title;
          const rots = stage['rotAfterDays'];
          return (
            <li
              key={stage.id}
              className={classes['stage']}
              style={{ borderTopColor: cssColour(String(stage['colour'] ?? '')) }}
              {...order.line(at)}
            >
              <Group gap={4} wrap="nowrap">
                {isFixed ? null : <Grip {...order.grip(at)} />}
                {isFixed ? (
                  <strong>{name}</strong>
                ) : (
                  <UnstyledButton
                    className={classes['open'] ?? ''}
                    aria-label={t('stages.edit', { name })}
                    onClick={() => setChange({ does: 'edit', stage })}
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
                      disabled={!mayStandAt(stages, at, at - 1)}
                      onClick={() => order.move(at, at - 1)}
                    >
                      <IconArrowLeft size={16} />
                    </ActionIcon>
                    <ActionIcon
                      size={28}
                      aria-label={t('stages.right', { name })}
                      disabled={!mayStandAt(stages, at, at + 1)}
                      onClick={() => order.move(at, at + 1)}
                    >
                      <IconArrowRight size={16} />
                    </ActionIcon>
                    <ActionIcon
                      size={28}
                      ml="auto"
                      aria-label={t('stages.delete', { name })}
                      onClick={() => setChange({ does: 'remove', stage })}
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
      {change ? (
        <StageDialog
          pipeline={pipeline.id}
          stages={stages}
          change={change}
          onClose={() => setChange(null)}
        />
      ) : null}
    </section>
  );
}

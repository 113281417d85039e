import { Button, Menu } from '@mantine/core';
import { IconBolt, IconRoute } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { sayProblem } from '../../../data/undo.ts';
import { useHasOtherWays } from '../../../fields/way.ts';
import { MoveDialog } from '../../move/lazy.ts';
import { replacing } from '../../move/mapping.ts';
import { InputDialog } from '../../record/action-dialog.tsx';
import { actionsForMany } from '../../record/actions.ts';
import { celebrate } from '../../record/celebrate.ts';
import type { Collection } from '../state/use-collection.ts';
import type { Selection } from '../table/selection.ts';
import type { Change } from './change-selected.ts';
import { countByStage } from './count-by-stage.ts';

interface Props {
  collection: Collection;
  selection: Selection;
  count: number;
  /** The same in words: `10,000+`. */
  number: string;
  onRun: (change: Change, text: (count: number) => string) => Promise<void>;
}

/** What the definition offers to do with a record, done with all that are selected; what it asks, it asks once. */
export function BulkActions({ collection, selection, count, number, onRun }: Props) {
  const { object } = collection;
  const { t } = useTranslation('collection');
  const labels = useLabels();
  const hasOtherWays = useHasOtherWays(object);
  const [asking, setAsking] = useState<string | null>(null);
  const [moving, setMoving] = useState<ReadonlyMap<string, number> | null>(null);
  const actions = actionsForMany(object);
  if (!actions.length && !hasOtherWays) return null;

  const run = async (action: string, input: Record<string, unknown> = {}) => {
    await onRun({ act: { action, input } }, (done) =>
      t('bulk.acted', { count: done, action: labels.acted(object, action) }),
    );
    if (action === 'win') celebrate();
  };
  const what = t('bulk.selected', { count, number });
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconBolt size={16} aria-hidden />}
          >
            {t('bulk.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {actions.map(({ name, isImmediate }) => (
            <Menu.Item
              key={name}
              onClick={() => (isImmediate ? void run(name).catch(sayProblem) : setAsking(name))}
            >
              {labels.action(object, name)}
            </Menu.Item>
          ))}
          {hasOtherWays ? (
            <Menu.Item
              leftSection={<IconRoute size={15} aria-hidden />}
              onClick={() => void countByStage(collection, selection).then(setMoving, sayProblem)}
            >
              {t('bulk.move')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {asking === null ? null : (
        <InputDialog
          object={object}
          action={asking}
          what={what}
          without={object.stages?.stage}
          onRun={(input) => run(asking, input)}
          onClose={() => setAsking(null)}
        />
      )}
      {moving && object.stages ? (
        <Suspense fallback={null}>
          <MoveDialog
            object={object}
            what={what}
            counts={moving}
            onMove={({ pipeline, stages }) => {
              const replace = { [object.stages?.stage ?? '']: replacing(stages) };
              return onRun({ replace }, (done) =>
                t('bulk.moved', { count: done, pipeline: pipeline.title }),
              );
            }}
            onClose={() => setMoving(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

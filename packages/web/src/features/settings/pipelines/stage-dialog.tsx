import type { AnyRecord } from '@relata/client';
import { stage as definition } from '@relata/model';
import { client } from '../../../data/client.ts';
import { offerUndo, sayProblem } from '../../../data/undo.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { ReplaceDialog } from '../lists/replace-dialog.tsx';
import { movedTo } from '../../../ui/order.tsx';
import { forgetStages } from './arrange-data.ts';
import { StageForm } from './stage-form.tsx';

/** What is about to happen to a stage. A new one comes after another, or last. */
export type StageChange =
  | { does: 'edit'; stage: AnyRecord }
  | { does: 'add'; after: AnyRecord | null }
  | { does: 'remove'; stage: AnyRecord };

interface Props {
  pipeline: string;
  /** All of the pipeline, in order. */
  stages: readonly AnyRecord[];
  change: StageChange;
  onClose: () => void;
}

/** Asks what has to be known to change, add or delete a stage, and does it. */
export function StageDialog({ pipeline, stages, change, onClose }: Props) {
  const object = useCatalog().objects['stage'];
  if (!object) return null;
  if (change.does === 'remove')
    return (
      <ReplaceDialog
        entry={{ plural: 'stages', id: change.stage.id }}
        name={change.stage.title}
        others={stages
          .filter((one) => one.id !== change.stage.id && one['means'] === change.stage['means'])
          .map((one) => ({ value: one.id, label: one.title }))}
        mayBeNothing={false}
        onDone={forgetStages}
        onClose={onClose}
      />
    );
  return (
    <StageForm
      object={object}
      pipeline={pipeline}
      stage={change.does === 'edit' ? change.stage : null}
      after={change.does === 'add' ? change.after : null}
      stages={stages}
      onClose={onClose}
    />
  );
}

/** Stages stand among those that mean the same. */
export const mayStandAt = (stages: readonly AnyRecord[], at: number, other: number): boolean =>
  stages[other] !== undefined && stages[at]?.['means'] === stages[other]['means'];

/** Puts a stage at another place; `text` tells so. */
export async function moveStage(
  stages: readonly AnyRecord[],
  from: number,
  to: number,
  text: string,
): Promise<void> {
  try {
    const update = movedTo(stages, from, to).map(({ id }, position) => ({ id, position }));
    const { batch } = await client.batch(definition, { update });
    offerUndo({ batch, object: 'stage', text });
  } catch (error) {
    sayProblem(error);
  }
  await forgetStages();
}

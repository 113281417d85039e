import type { DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { ActionDialog, InputDialog } from '../record/action-dialog.tsx';
import type { Moves } from './use-moves.ts';

/** What an action needs to know of the cards in the hand: of one its own dialog, of many the same for all. */
export function AskOnce({ object, moves }: { object: DescribedObject; moves: Moves }) {
  const { t } = useTranslation('collection');
  const { asking, endAsking, act } = moves;
  const [only] = asking?.cards ?? [];
  if (!asking || !only) return null;
  const { cards, action, given } = asking;
  const { length: count } = cards;
  if (count === 1)
    return (
      <ActionDialog
        object={object}
        record={only}
        action={action}
        given={given}
        onClose={endAsking}
      />
    );
  return (
    <InputDialog
      object={object}
      action={action}
      what={t('bulk.selected', { count, number: String(count) })}
      given={given}
      without={object.stages?.stage}
      onRun={(input) => act(cards, action, { ...given, ...input })}
      onClose={endAsking}
    />
  );
}

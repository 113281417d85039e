import type { AnyRecord } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import type { BoardDoings } from './context.ts';
import type { Column } from './move.ts';
import type { Chosen } from './use-chosen.ts';

/** What a screen reader is told of what the keyboard does to cards: one is held over a column, some are chosen. */
export function useSaid(
  nameOf: (column: Column) => string,
  chosen: Chosen,
  mayChoose: boolean,
  together: BoardDoings['together'],
) {
  const { t } = useTranslation(['board', 'collection']);
  const format = useFormat();
  const [said, setSaid] = useState('');
  const sayHeld = (
    what: 'picked' | 'over' | 'dropped' | 'cancelled',
    card: AnyRecord,
    column: Column,
  ) => {
    const { length: count } = together(card.id);
    const number = format.number(count);
    const title = count > 1 ? t('collection:bulk.selected', { count, number }) : card.title;
    setSaid(t(`said.${what}`, { title, column: nameOf(column) }));
  };
  const sayChosen = (card: AnyRecord | null, isRange: boolean) => {
    if (!mayChoose) return;
    const hadSome = chosen.selection.ids.size > 0;
    const { ids } = chosen.choose(card, isRange);
    const what = card === null ? 'noneChosen' : ids.has(card.id) ? 'chosen' : 'notChosen';
    if (card || hadSome)
      setSaid(t(`said.${what}`, { title: card?.title, number: format.number(ids.size) }));
  };
  return { said, sayHeld, sayChosen };
}

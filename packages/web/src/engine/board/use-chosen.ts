import type { AnyRecord } from '@relata/client';
import { useEffect, useRef, useState } from 'react';
import type { Collection } from '../collection/state/use-collection.ts';
import { extend, nothing, type Selection, toggle } from '../collection/table/selection.ts';
import type { Column } from './move.ts';

export interface Chosen {
  selection: Selection;
  setSelection: (selection: Selection) => void;
  /**
   * Chooses a card, or no longer; a range goes down the columns from the last choice to it. Null: none any more.
   * Returns what is chosen then.
   */
  choose: (card: AnyRecord | null, isRange: boolean) => Selection;
}

/** All cards, down one column after the other. */
export const cardsOf = (columns: readonly Column[]): AnyRecord[] =>
  columns.flatMap(({ records, done }) => [...records, ...(done?.records ?? [])]);

/** Which cards are chosen for what is done with many; none where the board shows something else. */
export function useChosen(
  columns: readonly Column[],
  { filter, q, pipeline, day }: Pick<Collection, 'filter' | 'q' | 'pipeline' | 'day'>,
  group: string,
): Chosen {
  const [selection, setShown] = useState<Selection>(nothing);
  /** The same at once: one key can choose two cards. */
  const now = useRef(nothing);
  /** Id of the card where a range begins; cards come and go, so its place is looked up. */
  const anchor = useRef<string | null>(null);
  const setSelection = (next: Selection) => {
    now.current = next;
    setShown(next);
    return next;
  };
  const asked = JSON.stringify([filter, q, pipeline, day, group]);
  useEffect(() => {
    setSelection(nothing);
  }, [asked]);
  // What has left the board is not changed together with what is still in sight.
  useEffect(() => {
    const here = new Set(cardsOf(columns).map((card) => card.id));
    const left = [...now.current.ids].filter((id) => here.has(id));
    if (left.length < now.current.ids.size) setSelection({ ...now.current, ids: new Set(left) });
  }, [columns]);
  const choose: Chosen['choose'] = (card, isRange) => {
    const all = cardsOf(columns);
    const placeOf = (id: string | null) => all.findIndex((one) => one.id === id);
    const at = placeOf(card?.id ?? null);
    if (!card || at < 0) return setSelection(nothing);
    const from = now.current.ids.size ? placeOf(anchor.current) : -1;
    if (!isRange || from < 0) anchor.current = card.id;
    return setSelection(
      isRange
        ? extend({ ...now.current, anchor: from < 0 ? at : from }, at, (index) => all[index])
        : toggle(now.current, card.id, at, all),
    );
  };
  return { selection, setSelection, choose };
}

import type { AnyRecord } from '@relata/client';
import { type KeyboardEvent, useState } from 'react';
import type { Column } from './move.ts';

/** A card in the hand, and the column over which it is held. */
export interface Held {
  id: string;
  from: string | null;
  over: string | null;
}

interface Options {
  columns: readonly Column[];
  isMovable: boolean;
  /** Moves the focus to a card. */
  focus: (id: string) => void;
  onDrop: (card: AnyRecord, column: Column, from: string | null) => void;
  /** Chooses a card, or all from the last choice to it; null: none any more. */
  choose: (card: AnyRecord | null, isRange: boolean) => void;
  announce: (
    what: 'picked' | 'over' | 'dropped' | 'cancelled',
    card: AnyRecord,
    column: Column,
  ) => void;
}

/**
 * A board without a mouse: arrows walk over the cards, Space or M picks one up, arrows choose the column,
 * Enter or Space drops it there, Escape puts it back. X chooses a card for what is done with many, Shift more of them.
 */
export function useKeyboard({ columns, isMovable, focus, onDrop, choose, announce }: Options) {
  const [held, setHeld] = useState<Held | null>(null);

  const onKeyDown = (event: KeyboardEvent, card: AnyRecord) => {
    const at = columns.findIndex((column) => column.records.some((one) => one.id === card.id));
    const column = columns[at];
    if (!column || event.ctrlKey || event.metaKey || event.altKey) return;
    if (held) {
      carry(event, card, column);
      return;
    }
    if (isMovable && (event.key === ' ' || event.key.toLowerCase() === 'm')) {
      event.preventDefault();
      event.stopPropagation();
      setHeld({ id: card.id, from: column.key, over: column.key });
      announce('picked', card, column);
      return;
    }
    const target = neighbour(columns, at, card, event.key);
    const isChoosing = event.key.toLowerCase() === 'x' || event.key === 'Escape';
    if (!target && !isChoosing) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') choose(null, false);
    else if (!target) choose(card, event.shiftKey);
    else {
      if (event.shiftKey) for (const one of [card, target]) choose(one, true);
      focus(target.id);
    }
  };

  const carry = (event: KeyboardEvent, card: AnyRecord, home: Column) => {
    if (!held || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const at = columns.findIndex((one) => one.key === held.over);
    const over = columns[at] ?? home;
    if (event.key === 'Escape') {
      setHeld(null);
      announce('cancelled', card, home);
    } else if (event.key === 'Enter' || event.key === ' ') {
      setHeld(null);
      announce('dropped', card, over);
      onDrop(card, over, held.from);
    } else {
      const next = columns[aim(event.key, at, columns.length)];
      if (!next || next === over) return;
      setHeld({ ...held, over: next.key });
      announce('over', card, next);
    }
  };

  return { held, onKeyDown, letGo: () => setHeld(null) };
}

function aim(key: string, at: number, count: number): number {
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'ArrowRight') return Math.min(count - 1, at + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : at;
}

/** The card that an arrow leads to; empty columns are passed over. */
export function neighbour(
  columns: readonly Column[],
  at: number,
  card: AnyRecord,
  key: string,
): AnyRecord | undefined {
  const here = columns[at]?.records ?? [];
  const row = here.findIndex((one) => one.id === card.id);
  if (key === 'ArrowDown' || key === 'j') return here[row + 1];
  if (key === 'ArrowUp' || key === 'k') return here[row - 1];
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  for (let i = at + step; i >= 0 && i < columns.length; i += step) {
    const records = columns[i]?.records ?? [];
    if (records.length) return records[Math.min(row, records.length - 1)];
  }
  return undefined;
}

import type { AnyRecord, DescribedObject } from '@relata/client';
import type { ColourRule, Grouping, Rot } from '@relata/model';
import { createContext, type KeyboardEvent, type RefObject, use } from 'react';
import type { Holds } from '../record/use-holds.ts';
import type { ToDo } from './count-to-do.ts';
import type { Column } from './move.ts';

/** What cards and columns ask of the board. */
export interface BoardDoings {
  columns: readonly Column[];
  open: (card: AnyRecord) => void;
  keyDown: (event: KeyboardEvent, card: AnyRecord) => void;
  focused: (id: string) => void;
  /** Chooses a card, or no longer; or all from the last choice to it. */
  choose: (card: AnyRecord, isRange: boolean) => void;
  /** What moves with a card: all that are chosen where it is one of them, else it alone; none where it has gone. */
  together: (id: string) => readonly AnyRecord[];
  move: (cards: readonly AnyRecord[], column: Column) => void;
  /** May the card be moved there, as far as the person's roles say? */
  isOpenTo: (card: AnyRecord, column: Column) => boolean;
  act: (cards: readonly AnyRecord[], action: string) => void;
  /** Asks to which other pipeline the cards are to go; undefined where there is none. */
  moveAway: ((cards: readonly AnyRecord[]) => void) | undefined;
  /** Into the recycle bin. */
  discard: (cards: readonly AnyRecord[]) => void;
  more: (column: Column) => void;
  moreDone: (column: Column) => void;
  /** Notes that what was next to do about the card has been done; undefined where the board is not about that. */
  finish: ((card: AnyRecord) => void) | undefined;
}

/** What all cards of a board share. It changes rarely, so that moving one card draws only two columns anew. */
export interface BoardFrame {
  object: DescribedObject;
  grouping: Grouping;
  /** Fields on the cards. */
  fields: readonly string[];
  isMovable: boolean;
  /** Is there anything to do with many of them? */
  mayChoose: boolean;
  nameOf: (column: Column) => string;
  holds: Holds;
  /** How long the card has stood still; null: it does not matter. */
  rotOf: (card: AnyRecord) => Rot | null;
  /** What is still to be done about it; undefined: nothing is planned, or nobody may know. */
  toDoOf: (card: AnyRecord) => ToDo | undefined;
  /** The rule of the view that gives a card its colour. */
  colourOf: (card: AnyRecord) => ColourRule | undefined;
  doings: RefObject<BoardDoings>;
}

export const BoardContext = createContext<BoardFrame | null>(null);

export function useBoardFrame(): BoardFrame {
  const frame = use(BoardContext);
  if (!frame) throw new Error('a card stands on a board');
  return frame;
}

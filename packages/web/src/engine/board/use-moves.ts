import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Grouping } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { sayProblem } from '../../data/undo.ts';
import { change, changeMany, remove } from '../../data/writes.ts';
import { runAction } from '../record/actions.ts';
import { celebrate } from '../record/celebrate.ts';
import type { Column } from './move.ts';
import { planAnew } from './next-activity.ts';
import type { Board } from './use-board.ts';
import type { Places } from './use-places.ts';

interface Asking {
  cards: readonly AnyRecord[];
  action: string;
  given: Record<string, unknown>;
}

interface Given {
  object: DescribedObject;
  grouping: Grouping;
  board: Board;
  places: Places;
  /** What is planned anew where the board is by what is next to do. */
  activity: DescribedObject | undefined;
}

export type Moves = ReturnType<typeof useMoves>;

/** What happens to the cards that are in the hand: one of them, or all that are chosen, together and undone together. */
export function useMoves({ object, grouping, board, places, activity }: Given) {
  const { t } = useTranslation('board');
  const { t: say } = useTranslation('collection');
  const labels = useLabels();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { name: group, unit } = grouping;
  const target = object.fields[group];

  const changed = (field: string) => (count: number) =>
    say('bulk.edited', { count, field: labels.field(object, field) });
  /** Runs an action on them; what it needs to know, it asks once. */
  const act = async (
    cards: readonly AnyRecord[],
    action: string,
    input: Record<string, unknown> = {},
  ): Promise<void> => {
    const [only] = cards;
    if (!only) return;
    if (cards.length === 1) {
      await runAction(object, only, action, input);
      return;
    }
    await changeMany(object, { ids: idsOf(cards), act: { action, input } }, (count) =>
      say('bulk.acted', { count, action: labels.acted(object, action) }),
    );
    if (action === 'win') celebrate();
  };
  const askAndAct = (
    cards: readonly AnyRecord[],
    action: string,
    given: Record<string, unknown> = {},
  ) => {
    for (const card of cards) board.keep(card.id);
    const input = Object.entries(object.actions[action]?.input ?? {});
    if (input.some(([name, one]) => one.required && !(name in given)))
      setAsking({ cards, action, given });
    else act(cards, action, given).catch(sayProblem);
  };

  const moveByDate = async (cards: readonly AnyRecord[], column: Column) => {
    const moves = cards.flatMap((card) => {
      const date = places.dateIn(card, column);
      return date === undefined ? [] : [{ card, changes: { [grouping.field]: date } }];
    });
    const [first] = moves;
    if (!first) return;
    await board.move(moves, column, async () => {
      const due = first.changes[grouping.field];
      if (places.isByActivity) {
        if (!activity || !due) return;
        const subject = t('firstActivity');
        const text = changed(grouping.field);
        await planAnew(activity, object, idsOf(cards), due, subject, text);
      } else if (moves.length === 1) await change(object, first.card, first.changes);
      else
        await changeMany(
          object,
          { update: moves.map(({ card, changes }) => ({ id: card.id, ...changes })) },
          changed(grouping.field),
        );
    });
  };
  const move = async (all: readonly AnyRecord[], column: Column) => {
    const open = all.filter((card) => places.mayMoveTo(card, column));
    // Where none of them may go there, the server says why.
    const cards = open.length ? open : all;
    const [only] = cards;
    if (!only) return;
    if (unit !== null) {
      await moveByDate(cards, column);
      return;
    }
    // A stage that means 'lost' wants to know why; the action with that meaning asks.
    if (column.means === 'lost' && object.actions['lose']) {
      askAndAct(cards, 'lose', { [group]: column.key });
      return;
    }
    const isId = target?.kind !== 'select' && column.key !== null;
    const value = isId ? { id: column.key, title: column.title ?? '' } : column.key;
    const isMoved = await board.move(
      cards.map((card) => ({ card, changes: { [group]: value } })),
      column,
      async () => {
        if (cards.length === 1) await change(object, only, { [group]: value });
        else
          await changeMany(
            object,
            { ids: idsOf(cards), set: { [group]: column.key } },
            changed(group),
          );
      },
    );
    if (isMoved && column.means === 'won') celebrate();
  };
  return {
    asking,
    endAsking: () => setAsking(null),
    act,
    askAndAct,
    move,
    discard: (cards: readonly AnyRecord[]) => void remove(object, cards).catch(sayProblem),
  };
}

const idsOf = (cards: readonly AnyRecord[]): string[] => cards.map((card) => card.id);

import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { sayProblem } from '../../data/undo.ts';
import { preloadInputs } from '../../fields/index.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { isOpenTo, isSeen, placeIn, placeOf, useWays } from '../../fields/way.ts';
import { Empty } from '../../ui/empty.tsx';
import { useColours } from '../collection/colours/use-colours.ts';
import type { Collection } from '../collection/state/use-collection.ts';
import { ActionDialog } from '../record/action-dialog.tsx';
import { runAction } from '../record/actions.ts';
import { useHolds } from '../record/use-holds.ts';
import { Bar } from './bar.tsx';
import styles from './board.module.css';
import { Column } from './column.tsx';
import { BoardContext, type BoardDoings } from './context.ts';
import { DropZones } from './drop-zones.tsx';
import { cardFields, groupFields, readCards } from './group-fields.ts';
import { useKeyboard } from './keyboard.ts';
import type { Column as BoardColumn } from './move.ts';
import { QuickAdd } from './quick-add.tsx';
import { useBoard } from './use-board.ts';
import { watchDrags, watchDrops } from './watch-drops.ts';

interface Asking {
  card: AnyRecord;
  action: string;
  given: Record<string, unknown>;
}

/** Records as cards, in columns by a stage or an option. */
export function Board({ collection }: { collection: Collection }) {
  const { object, filter, q, sort, set } = collection;
  const { t } = useTranslation('board');
  const labels = useLabels();
  const problemText = useProblemText();
  const holds = useHolds();

  const group = groupOf(collection);
  const field = object.fields[group];
  const parent = field?.of;
  const ways = useWays(object);
  const unseen = ways.filter((way) => !isSeen(object, way)).map((way) => way.id);
  const pipelines = useSmallList(
    object.fields[parent ?? '']?.to ?? '',
    parent !== undefined,
  ).filter((one) => !unseen.includes(one.id));
  const pipeline = parent ? chosenPipeline(pipelines, collection.pipeline) : null;
  const stages = useSmallList(field?.to ?? '', field?.to !== undefined);
  const cards = useMemo(
    () =>
      collection.cards === null ? cardFields(object, group) : readCards(object, collection.cards),
    [collection.cards, object, group],
  );
  const colours = useColours(collection);
  const asked = useMemo(() => [...cards, ...colours.fields], [cards, colours.fields]);
  const board = useBoard({ object, group, filter, q, sort, pipeline, cards: asked });
  const columns = board.columns ?? [];

  const [adding, setAdding] = useState<string | null | undefined>(undefined);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [tabStop, setTabStop] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const isMovable = object.can.update;
  useEffect(preloadInputs, []);
  useEffect(() => watchDrags(setDragged), []);

  const nameOf = useCallback(
    (column: BoardColumn) => {
      if (column.key === null) return t('none', { field: labels.field(object, group) });
      return field?.kind === 'select'
        ? labels.option(object, group, column.key)
        : (column.title ?? '');
    },
    [field, group, labels, object, t],
  );
  /** The place that a column stands for; null: it stands for none. */
  const placeAt = ({ key }: BoardColumn) => {
    const stage = group === object.stages?.stage ? stages.find((one) => one.id === key) : undefined;
    if (stage) return placeOf(object, group, stage);
    return group === object.stages?.stage ? { pipeline: null, stage: key } : null;
  };
  const mayMoveTo = (card: AnyRecord, column: BoardColumn) => {
    const to = placeAt(column);
    return to === null || isOpenTo(object, placeIn(object, card), to);
  };
  const mayMakeIn = (column: BoardColumn) => {
    const to = placeAt(column);
    return object.can.create && (to === null || isOpenTo(object, null, to));
  };
  const act = (card: AnyRecord, action: string, given: Record<string, unknown> = {}) => {
    board.keep(card.id);
    const input = Object.entries(object.actions[action]?.input ?? {});
    if (input.some(([name, one]) => one.required && !(name in given)))
      setAsking({ card, action, given });
    else runAction(object, card, action, given).catch(sayProblem);
  };
  const move = async (card: AnyRecord, column: BoardColumn) => {
    // A stage that means 'lost' wants to know why; the action with that meaning asks.
    if (column.means === 'lost' && object.actions['lose'])
      act(card, 'lose', { [group]: column.key });
    else await board.move(card, column);
  };
  const focus = (id: string) => {
    setTabStop(id);
    requestAnimationFrame(() => {
      const card = scroller.current?.querySelector(`[data-card="${CSS.escape(id)}"]`);
      card?.querySelector('button')?.focus();
      card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  };
  const keyboard = useKeyboard({
    columns,
    isMovable,
    focus,
    onDrop: (card, column) => {
      // The card is another element in its new column, and once more should the server send it back.
      void move(card, column).then(() => {
        if (document.activeElement === document.body) focus(card.id);
      });
      focus(card.id);
    },
    announce: (what, card, column) =>
      setSaid(t(`said.${what}`, { title: card.title, column: nameOf(column) })),
  });

  const now: BoardDoings = {
    columns,
    open: (card) => set({ open: card.id }),
    keyDown: keyboard.onKeyDown,
    focused: setTabStop,
    move: (card, column) => void move(card, column),
    isOpenTo: mayMoveTo,
    act,
    discard: (card) => void board.discard(card),
    more: (column) => void board.more(column),
  };
  const doings = useRef(now);
  useEffect(() => {
    doings.current = now;
  });
  const frame = useMemo(
    () => ({ object, fields: cards, isMovable, nameOf, holds, colourOf: colours.of, doings }),
    [object, cards, isMovable, nameOf, holds, colours],
  );
  const isLoaded = board.columns !== undefined;
  useEffect(
    () => (isLoaded && scroller.current ? watchDrops(scroller.current, doings) : undefined),
    [isLoaded],
  );

  if (group === '') return <Empty title={t('noGroups')} />;
  if (board.error && !isLoaded)
    return (
      <Empty title={problemText(board.error)} role="alert">
        <Button onClick={board.reload}>{t('again')}</Button>
      </Empty>
    );
  const isHere = (id: string | null) =>
    columns.some((column) => column.records.some((card) => card.id === id));
  const inHand = columns
    .flatMap((column) => column.records)
    .find((card) => card.id === (dragged ?? keyboard.held?.id));
  const firstCard = columns.find((column) => column.records.length)?.records[0]?.id ?? null;
  const given = (column: BoardColumn) => ({
    ...(parent && pipeline ? { [parent]: pipeline } : {}),
    ...(column.key === null ? {} : { [group]: column.key }),
  });
  return (
    <BoardContext value={frame}>
      <div className={styles['board']}>
        <Bar
          object={object}
          group={group}
          onGroup={(next) => set({ group: next })}
          pipelines={pipelines}
          pipeline={pipeline}
          onPipeline={(next) => set({ pipeline: next })}
          cards={cards}
          onCards={(next) => set({ cards: next.join(',') || 'title' }, true)}
        />
        <div ref={scroller} className={styles['columns']} role="group" aria-label={t('board')}>
          {isLoaded ? null : <BoardSkeleton />}
          {columns.map((column) => (
            <Column
              key={column.key ?? ''}
              column={column}
              name={nameOf(column)}
              mayCreate={mayMakeIn(column) && column.means !== 'lost' && column.means !== 'won'}
              isClosed={inHand !== undefined && !mayMoveTo(inHand, column)}
              isAimedAt={keyboard.held !== null && keyboard.held.over === column.key}
              held={keyboard.held?.id ?? null}
              tabStop={isHere(tabStop) ? tabStop : firstCard}
              rotAfterDays={rotAfter(stages, column.key)}
              onQuickAdd={() => setAdding(adding === column.key ? undefined : column.key)}
              quickAdd={
                adding === column.key ? (
                  <QuickAdd
                    object={object}
                    given={given(column)}
                    onMade={board.keep}
                    onClose={() => setAdding(undefined)}
                  />
                ) : null
              }
            />
          ))}
        </div>
        <DropZones />
        <VisuallyHidden id="board-help">{t('help')}</VisuallyHidden>
        <VisuallyHidden role="status" aria-live="assertive">
          {said}
        </VisuallyHidden>
        {asking ? (
          <ActionDialog
            object={object}
            record={asking.card}
            action={asking.action}
            given={asking.given}
            onClose={() => setAsking(null)}
          />
        ) : null}
      </div>
    </BoardContext>
  );
}

function BoardSkeleton() {
  return Array.from({ length: 5 }, (_, i) => (
    <div key={i} className={styles['column']}>
      <Skeleton height={58} radius={0} />
      <div className={styles['cards']}>
        <Skeleton height={104} mb={8} />
        <Skeleton height={104} mb={8} />
      </div>
    </div>
  ));
}

/** The field of the columns: the one asked for where it can be one, else the object's own, else the first that can; '' where none can. */
function groupOf({ object, group }: Collection): string {
  const possible = groupFields(object);
  const wanted = [group, object.board?.by].find((name) => name && possible.includes(name));
  return wanted ?? possible[0] ?? '';
}

function chosenPipeline(pipelines: readonly AnyRecord[], wanted: string | null): string | null {
  const chosen =
    pipelines.find((one) => one.id === wanted) ??
    pipelines.find((one) => one['isDefault'] === true) ??
    pipelines[0];
  return chosen?.id ?? null;
}

function rotAfter(stages: readonly AnyRecord[], key: string | null): number | null {
  const days = stages.find((stage) => stage.id === key)?.['rotAfterDays'];
  return typeof days === 'number' ? days : null;
}

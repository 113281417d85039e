import { Button, VisuallyHidden } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { withTextsOf } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { sayProblem } from '../../data/undo.ts';
import { usePreloadedInputs } from '../../fields/index.tsx';
import { useReading } from '../../fields/reading.tsx';
import { useRot } from '../../fields/rot.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { isSeen, useHasOtherWays, useWays } from '../../fields/way.ts';
import { Empty } from '../../ui/empty.tsx';
import { useColours } from '../collection/colours/use-colours.ts';
import type { Collection } from '../collection/state/use-collection.ts';
import { MoveRecords } from '../move/move-records.tsx';
import { useHolds } from '../record/use-holds.ts';
import { useToDo } from './use-to-do.ts';
import { AskOnce } from './ask-once.tsx';
import { Bar } from './bar.tsx';
import styles from './board.module.css';
import { useColumnNames } from './column-names.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { Column } from './column.tsx';
import { BoardContext, type BoardDoings } from './context.ts';
import { DropZones } from './drop-zones.tsx';
import { cardFields, readCards } from './group-fields.ts';
import { groupingOf, isMovable as mayBeMoved, nextActivity } from './grouping.ts';
import { useKeyboard } from './keyboard.ts';
import { finishNext } from './next-activity.ts';
import { chosenPipeline } from './pipelines.ts';
import { QuickAdd } from './quick-add.tsx';
import { BoardSkeleton } from './skeleton.tsx';
import { useBoard } from './use-board.ts';
import { useChosen } from './use-chosen.ts';
import { isElsewhere } from './move.ts';
import { useMoves } from './use-moves.ts';
import { usePlaces } from './use-places.ts';
import { useSaid } from './use-said.ts';
import { watchDrags, watchDrops } from './watch-drops.ts';

const ColumnsDialog = lazy(() =>
  withTextsOf(['columns'], import('./columns-dialog.tsx')).then((module) => ({
    default: module.ColumnsDialog,
  })),
);

/** Records as cards, in columns by a stage or an option, by when something is due, or by the periods of a date. */
export function Board({ collection }: { collection: Collection }) {
  const { object, filter, q, sort, set } = collection;
  const { t } = useTranslation('board');
  const problemText = useProblemText();
  const holds = useHolds();
  const rotOf = useRot(object);

  const wanted = collection.group;
  const grouping = useMemo(() => groupingOf(object, wanted), [object, wanted]);
  const { name: group, unit } = grouping;
  const field = object.fields[grouping.field];
  const isDated = unit !== null;
  const isByActivity = unit === 'due' && grouping.field === nextActivity;
  const activity = useCatalog().objects['activity'];
  const reading = useReading();
  const parent = isDated ? object.stages?.pipeline : field?.of;
  const ways = useWays(object);
  const unseen = ways.filter((way) => !isSeen(object, way)).map((way) => way.id);
  const pipelines = useSmallList(
    object.fields[parent ?? '']?.to ?? '',
    parent !== undefined,
  ).filter((one) => !unseen.includes(one.id));
  const pipeline = parent ? chosenPipeline(pipelines, collection.pipeline, isDated) : null;
  const stages = useSmallList(field?.to ?? '', field?.to !== undefined);
  const cards = useMemo(
    () =>
      collection.cards === null
        ? cardFields(object, grouping.field)
        : readCards(object, collection.cards),
    [collection.cards, object, grouping],
  );
  const colours = useColours(collection);
  const asked = useMemo(() => [...cards, ...colours.fields], [cards, colours.fields]);
  const from = isDated ? collection.day : null;
  const board = useBoard({
    object,
    grouping,
    from,
    filter,
    q,
    sort,
    pipeline,
    joined: collection.joined,
    sum: collection.sum,
    cards: asked,
  });
  const columns = board.columns ?? [];
  const toDo = useToDo(object, activity, columns);

  const [adding, setAdding] = useState<string | null | undefined>(undefined);
  const [leaving, setLeaving] = useState<readonly AnyRecord[]>([]);
  const chosen = useChosen(columns, collection, group);
  const [isArranging, setArranging] = useState(false);
  const hasOtherWays = useHasOtherWays(object);
  const [tabStop, setTabStop] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { can } = object;
  const mayChoose = can.bulk || can.delete || can.export;
  const isMovable = isDated ? mayBeMoved(object, grouping, activity) : object.can.update;
  usePreloadedInputs(board.columns !== undefined);
  useEffect(() => watchDrags(setDragged), []);

  const nameOf = useColumnNames(object, grouping);
  const together: BoardDoings['together'] = (id) => {
    const { ids } = chosen.selection;
    const all = columns.flatMap((column) => column.records);
    const isOneOfThem = object.can.bulk && ids.has(id);
    return all.filter((card) => (isOneOfThem ? ids.has(card.id) : card.id === id));
  };
  const { said, sayHeld, sayChosen } = useSaid(nameOf, chosen, mayChoose, together);
  const places = usePlaces({ object, grouping, stages, parent, pipeline, activity });
  const moves = useMoves({ object, grouping, board, places, activity });
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
    onDrop: (card, column, home) => {
      const moving = together(card.id);
      if (!isElsewhere(moving, home, column)) return;
      // The card is another element in its new column, and once more should the server send it back.
      void moves.move(moving, column).then(() => {
        if (document.activeElement === document.body) focus(card.id);
      });
      focus(card.id);
    },
    choose: sayChosen,
    announce: sayHeld,
  });

  const now: BoardDoings = {
    columns,
    open: (card) => set({ open: card.id }),
    keyDown: keyboard.onKeyDown,
    focused: setTabStop,
    choose: (card, isRange) => void chosen.choose(card, isRange),
    together,
    move: (ones, column) => void moves.move(ones, column),
    isOpenTo: places.mayMoveTo,
    act: moves.askAndAct,
    moveAway: hasOtherWays ? setLeaving : undefined,
    discard: moves.discard,
    more: (column) => void board.more(column),
    moreDone: (column) => void board.moreDone(column),
    finish:
      isByActivity && activity?.can.update
        ? (card) => void finishNext(activity, card).catch(sayProblem)
        : undefined,
  };
  const doings = useRef(now);
  useEffect(() => {
    doings.current = now;
  });
  const frame = useMemo(
    () => ({
      object,
      grouping,
      fields: cards,
      isMovable,
      mayChoose,
      nameOf,
      holds,
      rotOf,
      toDoOf: (card: AnyRecord) => toDo.get(card.id),
      colourOf: colours.of,
      doings,
    }),
    [object, grouping, cards, isMovable, mayChoose, nameOf, holds, rotOf, toDo, colours],
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
  const inHand = together(dragged ?? keyboard.held?.id ?? '');
  const firstCard = columns.find((column) => column.records.length)?.records[0]?.id ?? null;
  return (
    <BoardContext value={frame}>
      <div className={styles['board']}>
        <Bar
          object={object}
          grouping={grouping}
          onGroup={(next) => set({ group: next })}
          day={collection.day ?? reading.today}
          onDay={(next) => set({ day: next === reading.today ? undefined : next }, true)}
          pipelines={pipelines}
          pipeline={pipeline}
          onPipeline={(next) => set({ pipeline: next ?? undefined })}
          cards={cards}
          onCards={(next) => set({ cards: next.join(',') || 'title' }, true)}
          onColumns={() => setArranging(true)}
        />
        <div ref={scroller} className={styles['columns']} role="group" aria-label={t('board')}>
          {isLoaded ? null : <BoardSkeleton />}
          {columns.map((column) => (
            <Column
              key={column.key ?? ''}
              column={column}
              name={nameOf(column)}
              mayCreate={
                places.mayMakeIn(column) && column.means !== 'lost' && column.means !== 'won'
              }
              isClosed={inHand.length > 0 && !inHand.some((card) => places.mayMoveTo(card, column))}
              isAimedAt={keyboard.held !== null && keyboard.held.over === column.key}
              chosen={chosen.selection.ids}
              held={keyboard.held?.id ?? null}
              tabStop={isHere(tabStop) ? tabStop : firstCard}
              onQuickAdd={() => setAdding(adding === column.key ? undefined : column.key)}
              quickAdd={
                adding === column.key ? (
                  <QuickAdd
                    object={object}
                    given={places.given(column)}
                    planned={places.planned(column)}
                    onMade={board.keep}
                    onClose={() => setAdding(undefined)}
                  />
                ) : null
              }
            />
          ))}
        </div>
        <DropZones />
        {mayChoose ? <ChosenBar collection={collection} columns={columns} chosen={chosen} /> : null}
        <VisuallyHidden id="board-help">{t('help')}</VisuallyHidden>
        <VisuallyHidden role="status" aria-live="assertive">
          {said}
        </VisuallyHidden>
        {isArranging ? (
          <Suspense fallback={null}>
            <ColumnsDialog
              collection={collection}
              grouping={grouping}
              pipeline={pipeline}
              onClose={() => setArranging(false)}
            />
          </Suspense>
        ) : null}
        {leaving.length ? (
          <MoveRecords object={object} records={leaving} onClose={() => setLeaving([])} />
        ) : null}
        <AskOnce object={object} moves={moves} />
      </div>
    </BoardContext>
  );
}

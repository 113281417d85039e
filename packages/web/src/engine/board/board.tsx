import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { useCatalog } from '../../data/catalog.ts';
import { sayProblem } from '../../data/undo.ts';
import { change } from '../../data/writes.ts';
import { preloadInputs } from '../../fields/index.tsx';
import { useReading } from '../../fields/reading.tsx';
import { useRot } from '../../fields/rot.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { isOpenTo, isSeen, placeIn, placeOf, useHasOtherWays, useWays } from '../../fields/way.ts';
import { Empty } from '../../ui/empty.tsx';
import { useColours } from '../collection/colours/use-colours.ts';
import type { Collection } from '../collection/state/use-collection.ts';
import { MoveRecord } from '../move/move-record.tsx';
import { ActionDialog } from '../record/action-dialog.tsx';
import { runAction } from '../record/actions.ts';
import { celebrate } from '../record/celebrate.ts';
import { useHolds } from '../record/use-holds.ts';
import { Bar } from './bar.tsx';
import styles from './board.module.css';
import { useColumnNames } from './column-names.ts';
import { Column } from './column.tsx';
import { BoardContext, type BoardDoings } from './context.ts';
import { DropZones } from './drop-zones.tsx';
import { cardFields, readCards } from './group-fields.ts';
import { groupingOf, isMovable as mayBeMoved, nextActivity, valueIn } from './grouping.ts';
import { useKeyboard } from './keyboard.ts';
import type { Column as BoardColumn } from './move.ts';
import { finishNext, planAnew } from './next-activity.ts';
import { chosenPipeline } from './pipelines.ts';
import { QuickAdd } from './quick-add.tsx';
import { useBoard } from './use-board.ts';
import { watchDrags, watchDrops } from './watch-drops.ts';

interface Asking {
  card: AnyRecord;
  action: string;
  given: Record<string, unknown>;
}

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
  const board = useBoard({ object, grouping, from, filter, q, sort, pipeline, cards: asked });
  const columns = board.columns ?? [];

  const [adding, setAdding] = useState<string | null | undefined>(undefined);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [leaving, setLeaving] = useState<AnyRecord | null>(null);
  const hasOtherWays = useHasOtherWays(object);
  const [tabStop, setTabStop] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const isMovable = isDated ? mayBeMoved(object, grouping, activity) : object.can.update;
  useEffect(preloadInputs, []);
  useEffect(() => watchDrags(setDragged), []);

  const nameOf = useColumnNames(object, grouping);
  /** The place that a column stands for; null: it stands for none. */
  const placeAt = ({ key }: BoardColumn) => {
    const stage = group === object.stages?.stage ? stages.find((one) => one.id === key) : undefined;
    if (stage) return placeOf(object, group, stage);
    return group === object.stages?.stage ? { pipeline: null, stage: key } : null;
  };
  /** What the date of a card becomes in a column; undefined: it cannot be put there. */
  const dateIn = (card: AnyRecord | null, { key }: BoardColumn) =>
    isByActivity && key === null
      ? undefined
      : valueIn(object, grouping, key, card?.[grouping.field], reading);
  const mayMoveTo = (card: AnyRecord, column: BoardColumn) => {
    if (isDated) return dateIn(card, column) !== undefined;
    const to = placeAt(column);
    return to === null || isOpenTo(object, placeIn(object, card), to);
  };
  const mayMakeIn = (column: BoardColumn) => {
    if (isDated)
      return (
        object.can.create &&
        (column.key === null ||
          (dateIn(null, column) !== undefined && (!isByActivity || activity?.can.create === true)))
      );
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
    if (isDated) {
      const date = dateIn(card, column);
      if (date === undefined) return;
      const changes = { [grouping.field]: date };
      await board.move(card, column, changes, async () =>
        isByActivity && activity && date
          ? planAnew(activity, object, card, date, t('firstActivity'))
          : change(object, card, changes),
      );
      return;
    }
    // A stage that means 'lost' wants to know why; the action with that meaning asks.
    if (column.means === 'lost' && object.actions['lose']) {
      act(card, 'lose', { [group]: column.key });
      return;
    }
    const isId = field?.kind !== 'select' && column.key !== null;
    const changes = { [group]: isId ? { id: column.key, title: column.title ?? '' } : column.key };
    if (await board.move(card, column, changes, () => change(object, card, changes)))
      if (column.means === 'won') celebrate();
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
    moveAway: hasOtherWays ? setLeaving : undefined,
    discard: (card) => void board.discard(card),
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
      nameOf,
      holds,
      rotOf,
      colourOf: colours.of,
      doings,
    }),
    [object, grouping, cards, isMovable, nameOf, holds, rotOf, colours],
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
    ...(column.key === null || isByActivity
      ? {}
      : { [grouping.field]: isDated ? dateIn(null, column) : column.key }),
  });
  /** What is to be planned for what is made in the column. */
  const planned = (column: BoardColumn) => {
    const due = isByActivity ? dateIn(null, column) : undefined;
    return activity && due ? { activity, due } : undefined;
  };
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
              onQuickAdd={() => setAdding(adding === column.key ? undefined : column.key)}
              quickAdd={
                adding === column.key ? (
                  <QuickAdd
                    object={object}
                    given={given(column)}
                    planned={planned(column)}
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
        {leaving ? (
          <MoveRecord object={object} record={leaving} onClose={() => setLeaving(null)} />
        ) : null}
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

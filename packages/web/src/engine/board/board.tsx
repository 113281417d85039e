import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { sayProblem } from '../../data/undo.tsx';
import { preloadInputs } from '../../fields/index.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { Empty } from '../../ui/empty.tsx';
import type { Collection } from '../collection/state/use-collection.ts';
import { ActionDialog } from '../record/action-dialog.tsx';
import { runAction } from '../record/actions.ts';
import { useHolds } from '../record/use-holds.ts';
import { Bar } from './bar.tsx';
import styles from './board.module.css';
import { CardMenu } from './card-menu.tsx';
import { Card } from './card.tsx';
import { Column } from './column.tsx';
import { DropZones } from './drop-zones.tsx';
import { cardFields, groupFields, readCards } from './group-fields.ts';
import { useKeyboard } from './keyboard.ts';
import type { Column as BoardColumn } from './move.ts';
import { QuickAdd } from './quick-add.tsx';
import { useBoard } from './use-board.ts';

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
  const field = group === null ? undefined : object.fields[group];
  const parent = field?.of;
  const pipelines = useSmallList(
    parent ? (object.fields[parent]?.to ?? '') : '',
    parent !== undefined,
  );
  const pipeline =
    pipelines.find((one) => one.id === collection.pipeline)?.id ??
    pipelines.find((one) => one['isDefault'] === true)?.id ??
    pipelines[0]?.id ??
    null;
  const stages = useSmallList(field?.to ?? '', field?.to !== undefined);
  const cards = useMemo(
    () =>
      collection.cards === null
        ? cardFields(object, group ?? '')
        : readCards(object, collection.cards),
    [collection.cards, object, group],
  );
  const board = useBoard({
    object,
    group: group ?? '',
    filter,
    q,
    sort,
    pipeline: parent ? pipeline : null,
    cards,
  });
  const { columns = [] } = board;

  const [adding, setAdding] = useState<string | null | undefined>(undefined);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [tabStop, setTabStop] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const isMovable = object.can.update;
  useEffect(preloadInputs, []);

  const nameOf = useCallback(
    (column: BoardColumn) => {
      if (column.key === null) return t('none', { field: labels.field(object, group ?? '') });
      return field?.kind === 'select'
        ? labels.option(object, group ?? '', column.key)
        : (column.title ?? '');
    },
    [field, group, labels, object, t],
  );
  const cardOf = (id: string) =>
    columns.flatMap((column) => column.records).find((card) => card.id === id);

  const runOrAsk = (card: AnyRecord, action: string, given: Record<string, unknown> = {}) => {
    const input = Object.entries(object.actions[action]?.input ?? {});
    if (input.some(([name, one]) => one.required && !(name in given)))
      setAsking({ card, action, given });
    else runAction(object, card, action, given).then(board.reload, sayProblem);
  };
  const moveTo = (card: AnyRecord, column: BoardColumn) => {
    // A stage that means 'lost' wants to know why; the action with that meaning asks.
    if (column.means === 'lost' && object.actions['lose'])
      runOrAsk(card, 'lose', group ? { [group]: column.key } : {});
    else void board.move(card, column);
  };
  const latest = useRef({ moveTo, runOrAsk, cardOf, columns, discard: board.discard });
  latest.current = { moveTo, runOrAsk, cardOf, columns, discard: board.discard };

  useEffect(() => {
    if (!scroller.current) return undefined;
    return combine(
      autoScrollForElements({
        element: scroller.current,
        canScroll: ({ source }) => source.data['type'] === 'card',
      }),
      monitorForElements({
        canMonitor: ({ source }) => source.data['type'] === 'card',
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]?.data;
          const now = latest.current;
          const card = now.cardOf(String(source.data['id']));
          if (!card || !target) return;
          if (target['type'] === 'delete') void now.discard(card);
          else if (target['type'] === 'action') now.runOrAsk(card, String(target['action']));
          else {
            const column = now.columns.find((one) => one.key === target['key']);
            if (column && column.key !== source.data['from']) now.moveTo(card, column);
          }
        },
      }),
    );
  }, [board.columns === undefined]);

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
      moveTo(card, column);
      focus(card.id);
    },
    announce: (what, card, column) =>
      setSaid(t(`said.${what}`, { title: card.title, column: nameOf(column) })),
  });

  if (group === null) return <Empty title={t('noGroups')} />;
  if (board.error && !board.columns)
    return (
      <Empty title={problemText(board.error)} role="alert">
        <Button onClick={board.reload}>{t('again')}</Button>
      </Empty>
    );
  const firstCard = columns.find((column) => column.records.length)?.records[0]?.id ?? null;
  const stop = tabStop !== null && cardOf(tabStop) ? tabStop : firstCard;
  const stageRot = (key: string | null) => {
    const days = stages.find((stage) => stage.id === key)?.['rotAfterDays'];
    return typeof days === 'number' ? days : null;
  };

  return (
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
        {board.columns === undefined
          ? Array.from({ length: 5 }, (_, i) => (
              <div key={i} className={styles['column']}>
                <Skeleton height={58} radius={0} />
                <div className={styles['cards']}>
                  <Skeleton height={104} mb={8} />
                  <Skeleton height={104} mb={8} />
                </div>
              </div>
            ))
          : columns
              .filter((column) => column.key !== null || column.count > 0)
              .map((column) => (
                <Column
                  key={column.key ?? ''}
                  column={column}
                  name={nameOf(column)}
                  mayCreate={object.can.create && column.means !== 'lost' && column.means !== 'won'}
                  isAimedAt={keyboard.held !== null && keyboard.held.over === column.key}
                  onMore={(one) => void board.more(one)}
                  onQuickAdd={() => setAdding(adding === column.key ? undefined : column.key)}
                  quickAdd={
                    adding === column.key ? (
                      <QuickAdd
                        object={object}
                        given={{
                          ...(parent && pipeline ? { [parent]: pipeline } : {}),
                          ...(column.key === null ? {} : { [group]: column.key }),
                        }}
                        onClose={() => setAdding(undefined)}
                      />
                    ) : null
                  }
                  renderCard={(card) => (
                    <Card
                      object={object}
                      card={card}
                      columnKey={column.key}
                      fields={cards}
                      isMovable={isMovable}
                      isPicked={keyboard.held?.id === card.id}
                      rotAfterDays={stageRot(column.key)}
                      isTabStop={card.id === stop}
                      onOpen={(one) => set({ open: one.id })}
                      onKeyDown={keyboard.onKeyDown}
                      onFocus={setTabStop}
                      menu={(one) => (
                        <CardMenu
                          object={object}
                          card={one}
                          columns={columns}
                          columnKey={column.key}
                          isTabStop={one.id === stop}
                          nameOf={nameOf}
                          holds={holds}
                          onMove={moveTo}
                          onAction={runOrAsk}
                          onDelete={(gone) => void board.discard(gone)}
                        />
                      )}
                    />
                  )}
                />
              ))}
      </div>
      <DropZones object={object} cardOf={cardOf} holds={holds} />
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
          onClose={(after) => {
            setAsking(null);
            if (after) board.reload();
          }}
        />
      ) : null}
    </div>
  );
}

/** The field of the columns: the one asked for where it can be one, else the object's own, else the first that can. */
function groupOf({ object, group }: Collection): string | null {
  const possible = groupFields(object);
  return (
    [group, object.board?.by].find((name) => name && possible.includes(name)) ?? possible[0] ?? null
  );
}

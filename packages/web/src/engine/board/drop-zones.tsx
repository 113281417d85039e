import {
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconCheck, IconRoute, IconTrash, IconTrophy, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import type { AnyRecord } from '@relata/client';
import { actionsForMany, availableActions } from '../record/actions.ts';
import styles from './board.module.css';
import { useBoardFrame } from './context.ts';

const icons: Record<string, ReactNode> = {
  win: <IconTrophy size={20} aria-hidden />,
  lose: <IconX size={20} aria-hidden />,
  away: <IconRoute size={20} aria-hidden />,
  delete: <IconTrash size={20} aria-hidden />,
};

/** While a card is dragged: where to drop it to run an action of its definition, or to delete it. */
export function DropZones() {
  const { object, holds, doings } = useBoardFrame();
  const { t } = useTranslation('board');
  const labels = useLabels();
  const [cards, setCards] = useState<readonly AnyRecord[]>([]);
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data['type'] === 'card',
        onDragStart: ({ source }) => setCards(doings.current.together(String(source.data['id']))),
        onDrop: () => setCards([]),
      }),
    [doings],
  );
  if (!cards.length) return null;
  const forMany = cards.length > 1 ? actionsForMany(object).map(({ name }) => name) : null;
  // What some of them may become is offered; the others are said to stay as they are.
  const possible = new Map(
    cards
      .flatMap((card) => availableActions(object, card, holds))
      .map((one) => [one.name, one.action]),
  );
  const actions = [...possible].flatMap(([name, action]) =>
    action.primary && (forMany?.includes(name) ?? true) ? [name] : [],
  );
  return (
    <div className={styles['zones']} aria-hidden>
      {actions.map((name) => (
        <Zone
          key={name}
          tone={name}
          label={labels.action(object, name)}
          data={{ type: 'action', action: name }}
        />
      ))}
      {doings.current.moveAway ? (
        <Zone tone="away" label={t('elsewhere')} data={{ type: 'away' }} />
      ) : null}
      {object.can.delete ? (
        <Zone tone="delete" label={t('delete')} data={{ type: 'delete' }} />
      ) : null}
    </div>
  );
}

function Zone({
  tone,
  label,
  data,
}: {
  tone: string;
  label: string;
  data: Record<string, unknown>;
}) {
  const element = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!element.current) return undefined;
    return dropTargetForElements({
      element: element.current,
      getData: () => data,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
    });
    // What a zone means does not change while it is there.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <div ref={element} className={styles['zone']} data-tone={tone} data-over={isOver || undefined}>
      {icons[tone] ?? <IconCheck size={20} aria-hidden />}
      {label}
    </div>
  );
}

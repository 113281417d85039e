import { ActionIcon, Button, Indicator, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import {
  IconCalendar,
  IconColumns3,
  IconFilter,
  IconLayersSubtract,
  IconLayoutKanban,
  IconPalette,
  IconPlus,
  IconSearch,
  IconTable,
  IconX,
} from '@tabler/icons-react';
import {
  type ComponentProps,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
  Suspense,
} from 'react';
import { lazy } from '../../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { useLabels, withTextsOf } from '../../../app/language.ts';
import { valuesHere } from '../state/values-here.ts';
import { hasBoard } from '../../board/has-board.ts';
import { askCreate } from '../../forms/ask-create.ts';
import { onAskFilter } from '../filter/ask-filter.ts';
import filterClasses from '../filter/filter.module.css';
import { countLines, toTree } from '../filter/tree.ts';
import { type Layout, layouts } from '../state/address.ts';
import type { Collection } from '../state/use-collection.ts';
import { Panel } from '../../../ui/panel.tsx';
import classes from './toolbar.module.css';

const FilterBuilder = lazy(() =>
  import('../filter/builder.tsx').then((module) => ({ default: module.FilterBuilder })),
);
const ColumnChooser = lazy(() =>
  withTextsOf(['views'], import('./column-chooser.tsx')).then((module) => ({
    default: module.ColumnChooser,
  })),
);
const GroupsPanel = lazy(() =>
  withTextsOf(['views'], import('../groups/panel.tsx')).then((module) => ({
    default: module.GroupsPanel,
  })),
);
const MoreMenu = lazy(() =>
  import('./more-menu.tsx').then((module) => ({ default: module.MoreMenu })),
);
const ColoursPanel = lazy(() =>
  withTextsOf(['views'], import('../colours/panel.tsx')).then((module) => ({
    default: module.ColoursPanel,
  })),
);

/** What narrows a list down and how it is laid out, and the button that makes a new record. */
export function Toolbar({ collection, isNarrow }: { collection: Collection; isNarrow: boolean }) {
  const { object, layout } = collection;
  const { t } = useTranslation('collection');
  const labels = useLabels();
  return (
    <div className={classes['toolbar']} role="toolbar" aria-label={t('toolbar.label')}>
      <SearchBox collection={collection} />
      <FilterButton collection={collection} />
      {layout === 'table' && (
        <PanelButton
          label={t('toolbar.columns')}
          icon={<IconColumns3 size={15} aria-hidden />}
          waiting={{ height: 320, width: 300 }}
          padding="0"
        >
          <ColumnChooser collection={collection} />
        </PanelButton>
      )}
      {layout === 'table' && (
        <PanelButton
          label={t('toolbar.groups')}
          icon={<IconLayersSubtract size={15} aria-hidden />}
          waiting={{ height: 60, width: 240 }}
        >
          <GroupsPanel collection={collection} />
        </PanelButton>
      )}
      <PanelButton
        label={t('toolbar.colours')}
        icon={<IconPalette size={15} aria-hidden />}
        waiting={{ height: 80 }}
        width="min(640px, calc(100vw - 24px))"
      >
        <ColoursPanel collection={collection} />
      </PanelButton>
      <div className={classes['end']}>
        <div className={classes['layouts']} role="group" aria-label={t('toolbar.layout')}>
          {layouts.map(
            (one) =>
              (one !== 'board' || hasBoard(object)) && (
                <LayoutButton key={one} collection={collection} layout={one} />
              ),
          )}
        </div>
        <Suspense fallback={<ActionIcon variant="default" size={30} disabled aria-hidden />}>
          <MoreMenu collection={collection} />
        </Suspense>
        {object.can.create &&
          (isNarrow ? (
            <ActionIcon
              variant="filled"
              color="indigo"
              aria-label={labels.object(object, 'new')}
              onClick={() =>
                void askCreate({
                  object: object.name,
                  values: valuesHere(object, collection.pipeline),
                })
              }
            >
              <IconPlus size={18} />
            </ActionIcon>
          ) : (
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() =>
                void askCreate({
                  object: object.name,
                  values: valuesHere(object, collection.pipeline),
                })
              }
            >
              {labels.object(object, 'new')}
            </Button>
          ))}
      </div>
    </div>
  );
}

const icons = { table: IconTable, board: IconLayoutKanban, calendar: IconCalendar };

function LayoutButton({ collection, layout }: { collection: Collection; layout: Layout }) {
  const { t } = useTranslation('collection');
  const isChosen = collection.layout === layout;
  const Icon = icons[layout];
  return (
    <Tooltip label={t(`toolbar.${layout}`)}>
      <ActionIcon
        size={28}
        variant={isChosen ? 'light' : 'subtle'}
        color={isChosen ? 'indigo' : 'gray'}
        aria-label={t(`toolbar.${layout}`)}
        aria-pressed={isChosen}
        onClick={() => collection.set({ layout })}
      >
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Finds words in whatever field is searched; `/` leads here. */
function SearchBox({ collection }: { collection: Collection }) {
  const { object, q, set } = collection;
  const { t } = useTranslation('collection');
  const labels = useLabels();
  const [typed, setTyped] = useState(q);
  const last = useRef(q);
  const search = useDebouncedCallback((text: string) => {
    last.current = text.trim();
    set({ q: text.trim() || undefined }, true);
  }, 180);

  useEffect(() => {
    if (q === last.current) return;
    last.current = q;
    setTyped(q);
  }, [q]);

  return (
    <TextInput
      className={classes['search'] ?? ''}
      size="xs"
      type="search"
      data-search-box
      aria-label={t('toolbar.search', { objects: labels.object(object, 'many') })}
      placeholder={t('toolbar.searchHint')}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        typed && (
          <ActionIcon
            size={22}
            aria-label={t('toolbar.clearSearch')}
            onClick={() => {
              setTyped('');
              search('');
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        )
      }
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

function FilterButton({ collection }: { collection: Collection }) {
  const { object, filter, setFilter } = collection;
  const { t } = useTranslation('collection');
  const [open, setOpen] = useState<{ start: string | null; number: number } | null>(null);
  const count = countLines(toTree(filter));
  useEffect(
    () => onAskFilter((start) => setOpen((now) => ({ start, number: (now?.number ?? 0) + 1 }))),
    [],
  );

  const close = useCallback(() => setOpen(null), []);

  return (
    <Panel
      opened={open !== null}
      onClose={close}
      label={t('toolbar.filter')}
      width="min(720px, calc(100vw - 24px))"
      waiting={{ height: 80 }}
      className={filterClasses['popover']}
      target={
        <Indicator label={count} disabled={count === 0} size={16} offset={4} color="indigo">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFilter size={15} aria-hidden />}
            aria-haspopup="dialog"
            aria-expanded={open !== null}
            onClick={() => setOpen(open ? null : { start: null, number: 0 })}
          >
            {t('toolbar.filter')}
          </Button>
        </Indicator>
      }
    >
      <FilterBuilder
        key={open?.number}
        object={object}
        filter={filter}
        start={open?.start ?? null}
        onChange={setFilter}
      />
    </Panel>
  );
}

/** A button, and what it opens. */
function PanelButton({
  label,
  icon,
  ...panel
}: Pick<ComponentProps<typeof Panel>, 'label' | 'waiting' | 'padding' | 'width' | 'children'> & {
  icon: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Panel
      {...panel}
      label={label}
      opened={isOpen}
      onClose={close}
      target={
        <Button
          size="xs"
          variant="default"
          leftSection={icon}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      }
    />
  );
}

import { NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ColumnMapping } from '@relata/client';
import { fold } from '@relata/model';
import { IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import type { OpenImport } from '../draft.ts';
import { ColumnRow, type Offer } from './column-row.tsx';
import classes from './columns.module.css';
import { byColumn, type Placed } from './mapping.ts';

type Which = 'all' | 'mapped' | 'unmapped';

const none: Placed[] = [];
/** Fewer columns than this are seen at a glance. */
const searchFrom = 12;

/** All columns of the file; of hundreds only those on the screen are drawn. */
export function ColumnList({
  open,
  offer,
  scroller,
}: {
  open: OpenImport;
  offer: Offer;
  scroller: HTMLDivElement;
}) {
  const { run, change } = open;
  const { t } = useTranslation('import');
  const format = useFormat();
  const isNarrow = useMediaQuery('(max-width: 640px)') ?? false;
  const [query, setQuery] = useState('');
  const [which, setWhich] = useState<Which>('all');
  const placed = useMemo(() => byColumn(run.mapping), [run.mapping]);
  // A column that was just mapped stays where it is until the filter is chosen anew.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const mapped = run.columns.filter(({ name }) => placed.has(name)).length;
  const shown = run.columns.filter(({ name, samples }) => {
    if (which !== 'all' && placed.has(name) !== (which === 'mapped') && !kept.has(name))
      return false;
    return fold(`${name} ${samples.join(' ')}`).includes(fold(query.trim()));
  });
  const onMapping = (mapping: ColumnMapping[], column: string) => {
    setKept((before) => new Set([...before, column]));
    change({ mapping }, 400);
  };

  const filter = (value: string) => {
    setWhich(value === 'mapped' || value === 'unmapped' ? value : 'all');
    setKept(new Set());
  };
  const filters = [
    { value: 'all', label: t('columns.all', { number: format.number(run.columns.length) }) },
    { value: 'mapped', label: t('columns.mapped', { number: format.number(mapped) }) },
    {
      value: 'unmapped',
      label: t('columns.unmapped', { number: format.number(run.columns.length - mapped) }),
    },
  ];

  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const place = () => {
      if (!list.current) return;
      setMargin(
        list.current.getBoundingClientRect().top -
          scroller.getBoundingClientRect().top +
          scroller.scrollTop,
      );
    };
    place();
    const observer = new ResizeObserver(place);
    if (scroller.firstElementChild) observer.observe(scroller.firstElementChild);
    return () => observer.disconnect();
  }, [scroller]);
  // It stands outside of what the React compiler, which we do not use, can follow.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller,
    estimateSize: () => 62,
    getItemKey: (at) => shown[at]?.name ?? at,
    scrollMargin: margin,
    overscan: 8,
  });

  return (
    <>
      {run.columns.length >= searchFrom && (
        <div className={classes['tools']}>
          <TextInput
            className={classes['search'] ?? ''}
            size="xs"
            type="search"
            aria-label={t('columns.search')}
            placeholder={t('columns.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          {isNarrow ? (
            <NativeSelect
              size="xs"
              aria-label={t('columns.filter')}
              value={which}
              data={filters}
              onChange={(event) => filter(event.currentTarget.value)}
            />
          ) : (
            <SegmentedControl
              size="xs"
              aria-label={t('columns.filter')}
              value={which}
              data={filters}
              onChange={filter}
            />
          )}
        </div>
      )}
      {shown.length === 0 && <Text c="dimmed">{t('columns.nothingFound')}</Text>}
      <div
        ref={list}
        role="list"
        aria-label={t('columns.list')}
        className={shown.length ? classes['list'] : undefined}
        style={{ height: rows.getTotalSize() + (shown.length ? 2 : 0) }}
      >
        {rows.getVirtualItems().map((item) => {
          const column = shown[item.index];
          if (!column) return null;
          return (
            <div
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              role="listitem"
              aria-setsize={shown.length}
              aria-posinset={item.index + 1}
              className={classes['place']}
              style={{ transform: `translateY(${item.start - margin}px)` }}
            >
              <ColumnRow
                column={column}
                placed={placed.get(column.name) ?? none}
                mapping={run.mapping}
                offer={offer}
                onMapping={(mapping) => onMapping(mapping, column.name)}
              />
            </div>
          );
        })}
      </div>
    </>
  );
}

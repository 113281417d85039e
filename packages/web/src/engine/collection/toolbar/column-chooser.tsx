import { ActionIcon, Checkbox, NativeSelect, ScrollArea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react';
import { fold, totalKinds, writeTotals } from '@relata/model';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { type Column, shiftColumn, toggleColumn, writeColumns } from '../state/columns.ts';
import { fieldsInOrder } from '../state/field-order.ts';
import { firstTotal, totalsFor } from '../state/total-kinds.ts';
import type { Collection } from '../state/use-collection.ts';
import classes from './column-chooser.module.css';

/** Which columns a table shows, and in which order. */
export function ColumnChooser({ collection }: { collection: Collection }) {
  const { object, columns, totals, set } = collection;
  const { t } = useTranslation(['collection', 'views']);
  const labels = useLabels();
  const [query, setQuery] = useState('');
  const keep = (next: Column[]) => set({ columns: writeColumns(next) }, true);
  const shown = columns.map((column) => column.field);

  // The keyboard stays with the column that it moves, also when its place in the document changes.
  const moved = useRef<HTMLButtonElement>(null);
  const shift = (button: HTMLButtonElement, field: string, by: -1 | 1) => {
    moved.current = button;
    keep(shiftColumn(columns, field, by));
  };
  useEffect(() => {
    if (document.activeElement === document.body) moved.current?.focus();
  });
  const others = fieldsInOrder(object).filter(
    (name) => !shown.includes(name) && name !== 'id' && object.fields[name]?.kind !== 'json',
  );
  const found = [...shown, ...others]
    .map((field) => ({ field, label: labels.field(object, field) }))
    .filter(({ label }) => fold(label).includes(fold(query.trim())));

  return (
    <div className={classes['root']}>
      <TextInput
        size="xs"
        m="xs"
        autoFocus
        data-autofocus
        aria-label={t('columns.search')}
        placeholder={t('columns.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={360} type="auto">
        <ul className={classes['list']}>
          {found.map(({ field, label }) => {
            const at = shown.indexOf(field);
            return (
              <li key={field} className={classes['item']}>
                <Checkbox
                  size="xs"
                  className={classes['box'] ?? ''}
                  label={label}
                  checked={at >= 0}
                  disabled={field === 'title'}
                  onChange={() => keep(toggleColumn(object, columns, field))}
                />
                {at >= 0 && field !== 'title' && object.can.seeSums && (
                  <NativeSelect
                    size="xs"
                    className={classes['total'] ?? ''}
                    aria-label={t('views:totals.label', { field: label })}
                    value={totals[field] ?? firstTotal(object, field)}
                    data={totalsFor(object, field).map((value) => ({
                      value,
                      label: t(`views:totals.${value}`),
                    }))}
                    onChange={(event) => {
                      const kind = totalKinds.find((one) => one === event.currentTarget.value);
                      if (kind) set({ totals: writeTotals({ ...totals, [field]: kind }) }, true);
                    }}
                  />
                )}
                {at > 0 && (
                  <>
                    <ActionIcon
                      size={24}
                      data-disabled={at === 1 || undefined}
                      aria-disabled={at === 1}
                      aria-label={t('columns.up', { field: label })}
                      onClick={(event) => shift(event.currentTarget, field, -1)}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size={24}
                      data-disabled={at === shown.length - 1 || undefined}
                      aria-disabled={at === shown.length - 1}
                      aria-label={t('columns.down', { field: label })}
                      onClick={(event) => shift(event.currentTarget, field, 1)}
                    >
                      <IconArrowDown size={14} />
                    </ActionIcon>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      </ScrollArea.Autosize>
    </div>
  );
}

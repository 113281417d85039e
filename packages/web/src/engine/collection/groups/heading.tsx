import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { FieldCell } from '../../../fields/index.tsx';
import { isNumeric } from '../state/columns.ts';
import type { Collection } from '../state/use-collection.ts';
import { cellId } from '../table/row.tsx';
import type { DrawnRow } from '../table/table.tsx';
import tableClasses from '../table/table.module.css';
import { Total, totalOf } from '../table/totals.tsx';
import type { Group, GroupBy } from './group-by.ts';
import classes from './groups.module.css';
import { usePeriodName } from './period-name.ts';

interface Props extends DrawnRow {
  collection: Collection;
  by: GroupBy;
  group: Group;
  isOpen: boolean;
  index: number;
  onFold: () => void;
}

/** The row above the records of a group: its value, how many they are, and what they add up to. */
export function Heading(props: Props) {
  const { collection, by, group, isOpen, index, top, columns, offsets, cursor, onFold } = props;
  const { object } = collection;
  const { t } = useTranslation('views');
  const format = useFormat();
  const periodName = usePeriodName();
  return (
    <div
      role="row"
      className={`${tableClasses['row']} ${classes['heading']}`}
      style={{ top }}
      aria-rowindex={index + 2}
      data-cursor={cursor !== null || undefined}
    >
      <div role="gridcell" aria-colindex={1} className={tableClasses['check']}>
        <button
          type="button"
          tabIndex={-1}
          className={classes['fold']}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'groups.fold' : 'groups.unfold')}
          onClick={onFold}
        >
          <IconChevronRight size={16} className={classes['chevron']} aria-hidden />
        </button>
      </div>
      {columns.map((column, number) => (
        <div
          key={column.field}
          id={cellId(index, number)}
          role="gridcell"
          aria-colindex={number + 2}
          className={tableClasses['cell']}
          style={
            column.pinned
              ? { width: column.width, left: offsets.get(column.field) }
              : { width: column.width }
          }
          data-pinned={column.pinned || undefined}
          data-end={isNumeric(object, column.field) || undefined}
          data-cursor={cursor === number || undefined}
          onMouseDown={(event) => {
            const onLink = event.target instanceof Element && event.target.closest('a');
            if (event.button === 0 && !onLink) onFold();
          }}
        >
          {column.field === 'title' ? (
            <span className={classes['name']}>
              <span className={classes['value']}>
                {group.value === null ? (
                  <span className={classes['empty']}>{t('groups.empty')}</span>
                ) : by.unit ? (
                  periodName(String(group.value), by.unit)
                ) : (
                  <FieldCell object={object} name={by.field} value={group.value} />
                )}
              </span>
              <span className={classes['count']}>{format.number(group.count)}</span>
            </span>
          ) : (
            <Total row={group.sums} field={column.field} kind={totalOf(collection, column.field)} />
          )}
        </div>
      ))}
      <div role="presentation" className={tableClasses['filler']} />
    </div>
  );
}

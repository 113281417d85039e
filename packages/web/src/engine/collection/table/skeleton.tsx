import { useTranslation } from 'react-i18next';
import { rowHeightStyle, useRowHeight } from '../../../ui/row-height.ts';
import classes from './skeleton.module.css';

/** Grey bars where the rows will be, of the same height. */
export function TableSkeleton({ columns }: { columns: number }) {
  const { t } = useTranslation('collection');
  const rowHeight = useRowHeight();
  return (
    <div
      className={classes['root']}
      style={rowHeightStyle(rowHeight)}
      role="status"
      aria-label={t('table.loading')}
    >
      {Array.from({ length: 30 }, (_, row) => (
        <div key={row} className={classes['row']}>
          {Array.from({ length: Math.max(2, columns) }, (_column, number) => (
            <span
              key={number}
              className={classes['bone']}
              style={{ flexGrow: number === 0 ? 2 : 1 }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

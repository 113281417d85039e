import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import type { Collection } from '../state/use-collection.ts';
import { TableFrame } from '../table-frame.tsx';
import type { Headings } from '../table/table.tsx';
import { type GroupBy, mostGroups } from './group-by.ts';
import classes from './groups.module.css';
import { Heading } from './heading.tsx';
import { useGroupedRows } from './use-grouped-rows.ts';

interface Props {
  collection: Collection;
  by: GroupBy;
  isNarrow: boolean;
}

/** A table whose rows stand below what they have in common, folded until somebody opens them (EP-FILT-08). */
export function GroupedTable({ collection, by, isNarrow }: Props) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const format = useFormat();
  const { groups, open, fold, foldAll, ...rows } = useGroupedRows(collection, by);
  const { window } = rows;
  const headings: Headings = {
    render(index, row) {
      const found = window.groupAt(index);
      return (
        found && (
          <Heading
            key={`group ${found.group.id}`}
            {...row}
            collection={collection}
            by={by}
            group={found.group}
            isOpen={found.isOpen}
            index={index}
            onFold={() => fold(found.group.id, !found.isOpen)}
          />
        )
      );
    },
    isOne: (index) => window.groupAt(index) !== undefined,
    fold(index, isOpen) {
      const found = window.groupAt(index);
      if (found) fold(found.group.id, isOpen ?? !found.isOpen);
      return found !== undefined;
    },
  };
  const number = format.number(groups.length);
  return (
    <>
      <div className={classes['bar']} role="toolbar" aria-label={t('groups.label')}>
        <span className={classes['about']}>
          {labels.field(collection.object, by.field)}
          {' · '}
          {groups.length < mostGroups
            ? t('groups.count', { count: groups.length, number })
            : t('groups.most', { number })}
        </span>
        <Button
          variant="subtle"
          size="compact-xs"
          px={4}
          disabled={groups.every((group) => open.has(group.id))}
          onClick={() => foldAll(true)}
        >
          {t('groups.unfoldAll')}
        </Button>
        <Button
          variant="subtle"
          size="compact-xs"
          px={4}
          disabled={groups.every((group) => !open.has(group.id))}
          onClick={() => foldAll(false)}
        >
          {t('groups.foldAll')}
        </Button>
      </div>
      <TableFrame collection={collection} rows={rows} headings={headings} isNarrow={isNarrow} />
    </>
  );
}

import { ActionIcon, Checkbox } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconLayoutSidebarRightExpand, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { prefetchRecord } from '../../../data/records.ts';
import { FieldCell } from '../../../fields/index.tsx';
import { Face } from '../../../ui/face.tsx';
import { type Column, isNumeric } from '../state/columns.ts';
import { CellEditor, isEditable } from './cell-editor.tsx';
import classes from './table.module.css';

export interface RowProps {
  object: DescribedObject;
  record: AnyRecord | undefined;
  index: number;
  top: number;
  columns: readonly Column[];
  offsets: ReadonlyMap<string, number>;
  isSelected: boolean;
  isOpen: boolean;
  /** Number of the column under the cursor; null where the cursor is in another row. */
  cursor: number | null;
  /** Field that is being edited in this row. */
  editing: string | null;
  /** Why the last change of a cell was refused. */
  refused: { field: string; reason: string } | null;
  act: RowActions;
}

export interface RowActions {
  select: (index: number, isRange: boolean) => void;
  point: (index: number, column: number) => void;
  edit: (index: number, field: string) => void;
  save: (record: AnyRecord, field: string, changes: Partial<AnyRecord>) => void;
  cancel: () => void;
  look: (record: AnyRecord) => void;
}

export const cellId = (index: number, column: number) => `cell-${index}-${column}`;

export const Row = memo(function Row(props: RowProps) {
  const { object, record, index, columns, offsets, act } = props;
  const { t } = useTranslation('collection');
  const [hovered, setHovered] = useState<string | null>(null);
  return (
    <div
      role="row"
      className={classes['row']}
      style={{ top: props.top }}
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      data-selected={props.isSelected || undefined}
      data-open={props.isOpen || undefined}
      data-cursor={props.cursor !== null || undefined}
      onMouseLeave={() => setHovered(null)}
    >
      <div role="gridcell" className={classes['check']} aria-colindex={1}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={props.isSelected}
          disabled={!record}
          aria-label={t('table.select', { title: record?.title ?? '' })}
          onChange={() => undefined}
          onClick={(event) => act.select(index, event.shiftKey)}
        />
      </div>
      {columns.map((column, number) => (
        <div
          key={column.field}
          id={cellId(index, number)}
          role="gridcell"
          aria-colindex={number + 2}
          className={classes['cell']}
          style={column.pinned ? { width: column.width, left: offsets.get(column.field) } : { width: column.width }}
          data-pinned={column.pinned || undefined}
          data-field={column.field}
          data-end={isNumeric(object, column.field) || undefined}
          data-cursor={props.cursor === number || undefined}
          data-editing={props.editing === column.field || undefined}
          onMouseDown={() => act.point(index, number)}
          onMouseEnter={() => setHovered(column.field)}
          onDoubleClick={() => act.edit(index, column.field)}
        >
          {record ? <Content {...props} record={record} field={column.field} /> : <span className={classes['bone']} />}
          {record && (hovered === column.field || props.cursor === number) && props.editing !== column.field && isEditable(object, column.field) && (
            <ActionIcon
              className={classes['pencil'] ?? ''}
              data-hovered={hovered === column.field || undefined}
              size={24}
              tabIndex={-1}
              aria-label={t('table.edit')}
              onClick={() => act.edit(index, column.field)}
            >
              <IconPencil size={15} stroke={1.6} />
            </ActionIcon>
          )}
        </div>
      ))}
      <div role="presentation" className={classes['filler']} />
    </div>
  );
});

function Content(props: RowProps & { record: AnyRecord; field: string }) {
  const { object, record, field, editing, refused, act } = props;
  const reason = refused?.field === field ? refused.reason : null;
  if (editing === field)
    return <CellEditor object={object} record={record} field={field} error={reason} onSave={act.save} onCancel={act.cancel} />;
  return (
    <>
      {field === 'title' ? <Title {...props} /> : <FieldCell object={object} name={field} value={record[field]} record={record} />}
      {reason && (
        <span role="alert" className={classes['refused']}>
          {reason}
        </span>
      )}
    </>
  );
}

function Title({ object, record, act }: RowProps & { record: AnyRecord }) {
  const { t } = useTranslation('collection');
  const hasFace = object.fields['photo'] !== undefined;
  return (
    <>
      {hasFace && <Face title={record.title} photo={record['photo']} isRound={object.name !== 'company'} />}
      <Link
        to="/$plural/$id"
        params={{ plural: object.plural, id: record.id }}
        className={classes['title']}
        title={record.title}
        tabIndex={-1}
        preload={false}
        onMouseEnter={() => prefetchRecord(object, record.id)}
        draggable={false}
      >
        {record.title || t('table.untitled')}
      </Link>
      <ActionIcon
        className={classes['look'] ?? ''}
        size={24}
        tabIndex={-1}
        aria-label={t('table.look', { title: record.title })}
        onClick={() => act.look(record)}
      >
        <IconLayoutSidebarRightExpand size={16} stroke={1.6} />
      </ActionIcon>
    </>
  );
}

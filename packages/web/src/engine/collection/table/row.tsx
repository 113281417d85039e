import type { AnyRecord, DescribedObject } from '@relata/client';
import type { ColourRule } from '@relata/model';
import { IconDots, IconLayoutSidebarRightExpand, IconPencil } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { prefetchRecord } from '../../../data/records.ts';
import { FieldCell } from '../../../fields/index.tsx';
import { RecordAnchor } from '../../../ui/record-anchor.tsx';
import { Face } from '../../../fields/face.tsx';
import { type Column, isNumeric } from '../state/columns.ts';
import { CellEditor, isEditable } from './cell-editor.tsx';
import type { Way } from './next-cell.ts';
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
  /** What gives the row its colour. */
  rule: ColourRule | undefined;
  /** Cells whose last change was refused, and why. */
  refused: readonly RefusedCell[] | undefined;
  act: RowActions;
  words: RowWords;
}

export interface RefusedCell {
  id: string;
  field: string;
  reason: string;
}

/** Texts of a row, looked up once for all. */
export interface RowWords {
  select: (title: string) => string;
  look: (title: string) => string;
  menu: (title: string) => string;
  edit: string;
  untitled: string;
}

export interface RowActions {
  select: (index: number, isRange: boolean) => void;
  point: (index: number, column: number) => void;
  edit: (index: number, field: string) => void;
  save: (record: AnyRecord, field: string, changes: Partial<AnyRecord>, way: Way | null) => void;
  cancel: () => void;
  look: (record: AnyRecord) => void;
  /** Opens what can be done with it, at a place on the screen. */
  menu: (record: AnyRecord, at: { x: number; y: number }) => void;
}

export const cellId = (index: number, column: number) => `cell-${index}-${column}`;

export const Row = memo(function Row(props: RowProps) {
  const { object, record, index, columns, offsets, act } = props;
  const { words } = props;
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
      data-colour={props.rule?.colour}
      onMouseLeave={() => setHovered(null)}
      onContextMenu={(event) => {
        // Shift, and links, have the browser's own menu.
        if (
          !record ||
          event.shiftKey ||
          (event.target instanceof Element && event.target.closest('a, input, textarea'))
        )
          return;
        event.preventDefault();
        act.menu(record, { x: event.clientX, y: event.clientY });
      }}
    >
      <div role="gridcell" className={classes['check']} aria-colindex={1}>
        {props.rule && (
          <span
            role="img"
            className={classes['rule']}
            aria-label={props.rule.name}
            title={props.rule.name}
          />
        )}
        <input
          type="checkbox"
          className={classes['box']}
          tabIndex={-1}
          checked={props.isSelected}
          disabled={!record}
          aria-label={words.select(record?.title ?? '')}
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
          style={
            column.pinned
              ? { width: column.width, left: offsets.get(column.field) }
              : { width: column.width }
          }
          data-pinned={column.pinned || undefined}
          data-field={column.field}
          data-end={isNumeric(object, column.field) || undefined}
          data-cursor={props.cursor === number || undefined}
          data-editing={props.editing === column.field || undefined}
          onMouseDown={() => act.point(index, number)}
          onMouseEnter={() => setHovered(column.field)}
          onDoubleClick={() => act.edit(index, column.field)}
        >
          {record ? (
            <Content
              object={object}
              record={record}
              field={column.field}
              isEditing={props.editing === column.field}
              reason={props.refused?.find(({ field }) => field === column.field)?.reason ?? null}
              act={act}
              words={words}
            />
          ) : (
            <span className={classes['bone']} />
          )}
          {record &&
            (hovered === column.field || props.cursor === number) &&
            props.editing !== column.field &&
            isEditable(object, column.field) && (
              <button
                type="button"
                className={classes['pencil']}
                data-hovered={hovered === column.field || undefined}
                tabIndex={-1}
                aria-label={words.edit}
                onClick={() => act.edit(index, column.field)}
              >
                <IconPencil size={15} stroke={1.6} />
              </button>
            )}
        </div>
      ))}
      <div role="presentation" className={classes['filler']} />
    </div>
  );
});

interface ContentProps extends Pick<RowProps, 'object' | 'act' | 'words'> {
  record: AnyRecord;
  field: string;
  isEditing: boolean;
  reason: string | null;
}

const Content = memo(function Content(props: ContentProps) {
  const { object, record, field, isEditing, reason, act } = props;
  if (isEditing)
    return (
      <CellEditor
        object={object}
        record={record}
        field={field}
        error={reason}
        onSave={act.save}
        onCancel={act.cancel}
      />
    );
  return (
    <>
      {field === 'title' ? (
        <Title {...props} />
      ) : (
        <FieldCell object={object} name={field} value={record[field]} record={record} />
      )}
      {reason && (
        <span role="alert" className={classes['refused']}>
          {reason}
        </span>
      )}
    </>
  );
});

function Title({ object, record, act, words }: ContentProps) {
  const hasFace = object.fields['photo'] !== undefined;
  return (
    <>
      {hasFace && (
        <Face title={record.title} photo={record['photo']} isRound={object.name !== 'company'} />
      )}
      <RecordAnchor
        plural={object.plural}
        id={record.id}
        className={classes['title']}
        title={record.title}
        tabIndex={-1}
        onNear={() => prefetchRecord(object, record.id)}
      >
        {record.title || words.untitled}
      </RecordAnchor>
      <button
        type="button"
        className={classes['look']}
        tabIndex={-1}
        aria-label={words.look(record.title)}
        onClick={() => act.look(record)}
      >
        <IconLayoutSidebarRightExpand size={16} stroke={1.6} />
      </button>
      <button
        type="button"
        className={`${classes['look']} ${classes['rowMenu']}`}
        tabIndex={-1}
        aria-haspopup="menu"
        aria-label={words.menu(record.title)}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          act.menu(record, { x: left, y: bottom });
        }}
      >
        <IconDots size={16} stroke={1.6} />
      </button>
    </>
  );
}

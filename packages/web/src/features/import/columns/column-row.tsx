import { ActionIcon, Tooltip } from '@mantine/core';
import type { ColumnMapping, ImportRun } from '@relata/client';
import { IconArrowRight, IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import classes from './columns.module.css';
import { EntrySettings } from './entry-settings.tsx';
import { adjust, aim, doubles, type Placed, without } from './mapping.ts';
import { TargetPicker } from './target-picker.tsx';
import type { TargetNames } from './target-names.ts';
import type { Target, TargetGroup } from './targets.ts';

/** What every column may become. */
export interface Offer {
  groups: readonly TargetGroup[];
  names: TargetNames;
  find: (entry: ColumnMapping) => Target | undefined;
  columns: readonly string[];
}

interface Props {
  column: ImportRun['columns'][number];
  placed: readonly Placed[];
  mapping: readonly ColumnMapping[];
  offer: Offer;
  onMapping: (mapping: ColumnMapping[]) => void;
}

/** A column of the file with some of its cells, and what it becomes. */
export const ColumnRow = memo(function ColumnRow({
  column,
  placed,
  mapping,
  offer,
  onMapping,
}: Props) {
  const { t } = useTranslation('import');
  const pick = (at: number | null, target: Target | null) => {
    if (target) onMapping(aim(mapping, offer.columns, column.name, at, target));
    else if (at !== null) onMapping(without(mapping, at));
  };
  const label = t('columns.target', { column: column.name });
  return (
    <div className={classes['row']} data-mapped={placed.length > 0 || undefined}>
      <div className={classes['source']}>
        <span className={classes['name']}>{column.name}</span>
        {column.samples.length ? (
          <ul className={classes['samples']}>
            {column.samples.map((sample, at) => (
              // Samples have no identity of their own.
              <li key={at} title={sample}>
                {sample.replaceAll(/\s+/g, ' ')}
              </li>
            ))}
          </ul>
        ) : (
          <span className={classes['none']}>{t('columns.noSamples')}</span>
        )}
      </div>
      <IconArrowRight className={classes['arrow'] ?? ''} size={16} aria-hidden />
      <div className={classes['entries']}>
        {(placed.length ? placed : [null]).map((one, place) => (
          // The first picker stays the same when the column becomes something: it has the focus.
          <Entry
            key={place}
            placed={one}
            mapping={mapping}
            offer={offer}
            label={label}
            values={column.values}
            onPick={(target) => pick(one?.at ?? null, target)}
            onMapping={onMapping}
          >
            {one && place === placed.length - 1 && (
              <More column={column.name} offer={offer} onPick={(target) => pick(null, target)} />
            )}
          </Entry>
        ))}
      </div>
    </div>
  );
});

interface EntryProps {
  /** Null: the column is not imported. */
  placed: Placed | null;
  mapping: readonly ColumnMapping[];
  offer: Offer;
  label: string;
  values: ImportRun['columns'][number]['values'];
  onPick: (target: Target | null) => void;
  onMapping: (mapping: ColumnMapping[]) => void;
  children: ReactNode;
}

const together = {
  all: 'columns.togetherAll',
  joined: 'columns.togetherJoined',
  first: 'columns.togetherFirst',
} as const;

function Entry({ placed, mapping, offer, label, values, onPick, onMapping, children }: EntryProps) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const target = placed && (offer.find(placed.entry) ?? null);
  const double = target && doubles(mapping, placed.at, target);
  return (
    <div className={classes['entry']}>
      <TargetPicker
        groups={offer.groups}
        names={offer.names}
        value={target}
        unknown={
          placed && !target ? t('columns.unknownTarget', { field: placed.entry.field }) : undefined
        }
        label={label}
        onPick={onPick}
      />
      {target && (
        <EntrySettings
          entry={placed.entry}
          target={target}
          columns={offer.columns}
          values={values}
          onChange={(changes) => onMapping(adjust(mapping, placed.at, changes))}
        />
      )}
      {children}
      {double && (
        <span className={classes['note']}>
          <IconInfoCircle size={14} aria-hidden />
          {t(together[double.together], { columns: format.list(shortened(double.columns)) })}
        </span>
      )}
    </div>
  );
}

const shortened = (columns: readonly string[]) => {
  const quoted = columns.map((column) => `“${column}”`);
  return quoted.length > 3 ? [...quoted.slice(0, 3), '…'] : quoted;
};

/** One more thing that the same column becomes. */
function More({
  column,
  offer,
  onPick,
}: {
  column: string;
  offer: Offer;
  onPick: (target: Target) => void;
}) {
  const { t } = useTranslation('import');
  const [isOpen, setOpen] = useState(false);
  const label = t('columns.more', { column });
  if (isOpen)
    return (
      <TargetPicker
        groups={offer.groups}
        names={offer.names}
        value={null}
        label={label}
        onPick={(target) => {
          setOpen(false);
          if (target) onPick(target);
        }}
      />
    );
  return (
    <Tooltip label={label}>
      <ActionIcon size={28} aria-label={label} onClick={() => setOpen(true)}>
        <IconPlus size={15} />
      </ActionIcon>
    </Tooltip>
  );
}

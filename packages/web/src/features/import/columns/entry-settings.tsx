import { NativeSelect } from '@mantine/core';
import type { ColumnMapping, DateOrder, DecimalMark, ImportColumn } from '@relata/client';
import type { FieldKind } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { usePointLabel } from '../../../fields/reading.tsx';
import type { Target } from './targets.ts';
import { ValueSettings } from './value-settings.tsx';

type Changes = { [K in keyof ColumnMapping]?: ColumnMapping[K] | undefined };

interface Props {
  entry: ColumnMapping;
  target: Target;
  columns: readonly string[];
  /** Texts of the column, where it chooses from a list. */
  values: ImportColumn['values'];
  /** Mixed or unclear in the file: somebody has to choose. */
  onChange: (changes: Changes) => void;
}

const labelsOf: Partial<Record<Target['kind'], readonly string[]>> = {
  emails: ['work', 'home', 'other'],
  phones: ['work', 'mobile', 'direct', 'home', 'fax', 'other'],
  urls: ['work', 'home', 'linkedin', 'instagram', 'facebook', 'x', 'youtube', 'other'],
  addresses: ['work', 'home', 'billing', 'shipping', 'other'],
};
const dateKinds: ReadonlySet<Target['kind']> = new Set<FieldKind>(['date', 'dateTime']);
const numberKinds: ReadonlySet<Target['kind']> = new Set<FieldKind>(['number', 'money', 'percent']);

/** How the cells of a column are read and labelled, as far as its target asks for that. */
export function EntrySettings({ entry, target, columns, values, onChange }: Props) {
  const { t } = useTranslation('import');
  const orders: DateOrder[] = ['DMY', 'MDY', 'YMD'];
  const marks: DecimalMark[] = [',', '.'];
  return (
    <>
      {target.isOneOfMany && (
        <NativeSelect
          size="xs"
          aria-label={t('columns.nth')}
          value={String(entry.nth ?? 1)}
          data={Array.from({ length: Math.max(5, entry.nth ?? 1) }, (_, at) => ({
            value: String(at + 1),
            label: t('columns.nthOf', { number: at + 1 }),
          }))}
          onChange={({ currentTarget }) =>
            onChange({ nth: currentTarget.value === '1' ? undefined : Number(currentTarget.value) })
          }
        />
      )}
      {labelsOf[target.kind] && (
        <LabelSelect
          entry={entry}
          known={labelsOf[target.kind] ?? []}
          columns={columns}
          onChange={onChange}
        />
      )}
      {dateKinds.has(target.kind) && (
        <NativeSelect
          size="xs"
          aria-label={t('columns.dates')}
          value={entry.dates ?? ''}
          data={[
            { value: '', label: t('columns.asFound') },
            ...orders.map((order) => ({ value: order, label: t(`question.${order}`) })),
          ]}
          onChange={({ currentTarget }) =>
            onChange({ dates: orders.find((order) => order === currentTarget.value) })
          }
        />
      )}
      {numberKinds.has(target.kind) && !entry.part && (
        <NativeSelect
          size="xs"
          aria-label={t('columns.decimal')}
          value={entry.decimal ?? ''}
          data={[
            { value: '', label: t('columns.asFound') },
            { value: ',', label: t('question.comma') },
            { value: '.', label: t('question.point') },
          ]}
          onChange={({ currentTarget }) =>
            onChange({ decimal: marks.find((mark) => mark === currentTarget.value) })
          }
        />
      )}
      {values && chooses(target) && (
        <ValueSettings
          entry={entry}
          target={target}
          values={values}
          onValues={(given) => onChange({ values: given })}
        />
      )}
    </>
  );
}

/** Its values are options, or records of a list that people only choose from. */
const chooses = ({ kind, via }: Target): boolean =>
  kind === 'select' || kind === 'user' || (kind === 'link' && via === '');

const fixed = 'label:';
const fromColumn = 'column:';

/** The label of an address or number: the same for all rows, or what another column says. */
function LabelSelect({
  entry,
  known,
  columns,
  onChange,
}: Omit<Props, 'target' | 'values'> & { known: readonly string[] }) {
  const { t } = useTranslation('import');
  const pointLabel = usePointLabel();
  const labels = [...new Set([...known, ...(entry.label ? [entry.label] : [])])];
  const others = likelyLabels(columns, entry);
  // A label beside a column of labels only tells the addresses of a row apart.
  const value = entry.labelColumn
    ? `${fromColumn}${entry.labelColumn}`
    : `${fixed}${entry.label ?? ''}`;
  return (
    <NativeSelect
      size="xs"
      aria-label={t('columns.label')}
      value={value}
      data={[
        {
          group: t('columns.fixedLabels'),
          items: [
            { value: fixed, label: t('columns.noLabel') },
            ...labels.map((label) => ({ value: `${fixed}${label}`, label: pointLabel(label) })),
          ],
        },
        {
          group: t('columns.labelFrom'),
          items: others.map((column) => ({
            value: `${fromColumn}${column}`,
            label: t('columns.labelColumn', { column }),
          })),
        },
      ].filter((group) => group.items.length)}
      onChange={({ currentTarget: { value: chosen } }) =>
        chosen.startsWith(fromColumn)
          ? onChange({ labelColumn: chosen.slice(fromColumn.length) })
          : onChange({ labelColumn: undefined, label: chosen.slice(fixed.length) || undefined })
      }
    />
  );
}

const most = 12;

/** Columns beside this one: that is where the labels of its values stand, if they have any. */
function likelyLabels(columns: readonly string[], entry: ColumnMapping): string[] {
  const at = columns.indexOf(entry.column);
  const near = columns.filter(
    (column, place) => column !== entry.column && Math.abs(place - at) <= most / 2,
  );
  return [...new Set([...(entry.labelColumn ? [entry.labelColumn] : []), ...near])];
}

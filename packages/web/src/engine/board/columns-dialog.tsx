import { Button, Select, Stack, Text } from '@mantine/core';
import { type Grouping, mostJoined, noField, summedBy } from '@relata/model';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/dialog.tsx';
import { useLabels } from '../../app/language.ts';
import { useSmallList } from '../../fields/titles.ts';
import { firstTotal } from '../collection/state/total-kinds.ts';
import type { Collection } from '../collection/state/use-collection.ts';
import styles from './board.module.css';
import { type Draft, JoinedFields, named, type Value } from './joined-fields.tsx';
import { keyOf } from './move.ts';

interface Props {
  collection: Collection;
  grouping: Grouping;
  pipeline: string | null;
  onClose: () => void;
}

/** What a column can hold: the options of the field, or the records of its small list, in the pipeline that is shown. */
function useValues(
  { object }: Collection,
  { field: name, unit }: Grouping,
  pipeline: string | null,
): Value[] {
  const labels = useLabels();
  const field = object.fields[name];
  const records = useSmallList(field?.to ?? '', unit === null && field?.to !== undefined);
  if (unit !== null || !field) return [];
  if (field.kind === 'select')
    return (field.options ?? []).map(({ value }) => ({
      value,
      label: labels.option(object, name, value),
    }));
  const { of } = field;
  return records
    .filter((one) => of === undefined || keyOf(one[of]) === pipeline)
    .map((one) => ({ value: one.id, label: one.title }));
}

/**
 * Which values stand in one column, which of them a card gets there, and what the headers add up (EP-OPP-16). What is
 * changed shows at once, and is kept with the view.
 */
export function ColumnsDialog({ collection, grouping, pipeline, onClose }: Props) {
  const { object, joined, sum, set } = collection;
  const { t } = useTranslation('columns');
  const labels = useLabels();
  const values = useValues(collection, grouping, pipeline);
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    joined.map((one, number) => ({ ...one, number, typed: one.name })),
  );
  const list = useRef<HTMLDivElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const isHere = (one: Draft) =>
    !one.values.length || one.values.some((id) => values.some(({ value }) => value === id));
  const shown = drafts.filter(isHere);

  const keep = (next: Draft[]) => {
    setDrafts(next);
    const whole = next.flatMap(({ number: _, typed: __, ...one }) =>
      one.name && one.values.length ? [one] : [],
    );
    set({ joined: JSON.stringify(whole) }, true);
  };
  const changed = (number: number, part: Partial<Draft>) =>
    drafts.map((one) => (one.number === number ? { ...one, ...part } : one));
  // Escape closes while a name is still being typed.
  const close = () => {
    if (drafts.some((one) => named(one) !== one)) keep(drafts.map(named));
    onClose();
  };
  const summed = Object.keys(object.fields).filter((name) => firstTotal(object, name) === 'sum');

  return (
    <Dialog isDirty={false} onClose={close} title={t('title')}>
      <Stack gap="md">
        {summed.length ? (
          <Select
            label={t('sum')}
            allowDeselect={false}
            data={[
              ...summed.map((value) => ({ value, label: labels.field(object, value) })),
              { value: noField, label: t('onlyCount') },
            ]}
            value={summedBy(object, sum) ?? noField}
            onChange={(name) => name && set({ sum: name }, true)}
          />
        ) : null}
        {values.length ? (
          <>
            <Text size="sm" c="dimmed">
              {t('intro')}
            </Text>
            <div ref={list} className={styles['joinedList']}>
              {shown.map((one) => (
                <JoinedFields
                  key={one.number}
                  draft={one}
                  values={values}
                  taken={drafts.flatMap((other) => (other === one ? [] : other.values))}
                  onType={(typed) => setDrafts(changed(one.number, { typed }))}
                  onChange={(part) => keep(changed(one.number, part))}
                  onRemove={() => {
                    keep(drafts.filter((other) => other !== one));
                    requestAnimationFrame(() => adder.current?.focus());
                  }}
                />
              ))}
            </div>
            <Button
              ref={adder}
              variant="default"
              disabled={drafts.length >= mostJoined || shown.some((one) => !one.values.length)}
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => {
                const number = Math.max(-1, ...drafts.map((one) => one.number)) + 1;
                setDrafts([...drafts, { number, name: '', typed: '', values: [], dropIn: '' }]);
                // The button is off until the new column holds something.
                requestAnimationFrame(() =>
                  list.current
                    ?.querySelector<HTMLInputElement>('fieldset:last-child input')
                    ?.focus(),
                );
              }}
            >
              {t('join')}
            </Button>
          </>
        ) : null}
      </Stack>
    </Dialog>
  );
}

import { Alert, Button, Group, Loader, Radio, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { AnyRecord, DescribedObject, MergePreview } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../app/dialog.tsx';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { titlesOf } from '../../data/records.ts';
import type { Reference } from '../../fields/contract.ts';
import { FieldCell, isEmpty } from '../../fields/index.tsx';
import { sameValue } from '../../fields/same-value.ts';
import { RecordPicker } from '../picker/record-picker.tsx';
import { mergeRecords } from './merge-records.ts';
import styles from './duplicates.module.css';
import { useTelling } from './what-tells.ts';

interface Props {
  object: DescribedObject;
  /** Those that become one; the first stays unless another one is chosen. Of a single one, the other is picked first. */
  ids: readonly string[];
  onClose: (merged: AnyRecord | null) => void;
}

/** Several records become one: which stays, and whose value counts where they differ (plug §13). */
export function MergeDialog({ object, ids, onClose }: Props) {
  const { t } = useTranslation('duplicates');
  const labels = useLabels();
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const [picked, setPicked] = useState<Reference | null>(null);
  const [start = ''] = ids;
  const all = ids.length > 1 ? ids : picked && picked.id !== start ? [start, picked.id] : null;
  return (
    <Dialog
      isDirty={false}
      onClose={() => onClose(null)}
      title={t('merge.title', { objects: labels.object(object, 'many') })}
      size="lg"
      fullScreen={isNarrow}
    >
      <Stack gap="md">
        {ids.length > 1 ? null : (
          <RecordPicker
            to={object.name}
            except={start}
            label={t('merge.with')}
            ariaLabel={t('merge.with')}
            value={picked}
            onPick={setPicked}
            autoFocus
          />
        )}
        {all ? <Choices key={all.join()} object={object} ids={all} onClose={onClose} /> : null}
      </Stack>
    </Dialog>
  );
}

function Choices({ object, ids, onClose }: Props) {
  const problem = useProblemText();
  const [main, setMain] = useState(ids[0] ?? '');
  const others = ids.filter((id) => id !== main);
  const { data: records } = useQuery({
    queryKey: ['merge', object.name, ids],
    queryFn: async ({ signal }) => {
      const filter = { id: { in: [...ids] } };
      const query = { filter, include: titlesOf(object), limit: 50, total: 'none' as const };
      const { data } = await client.list(object, query, signal);
      const byId = new Map(data.map((one) => [one.id, one]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    staleTime: 0,
  });
  const { data: preview, error } = useQuery({
    queryKey: ['mergePreview', object.name, main, ids],
    queryFn: ({ signal }) => client.previewMerge(object, main, { others }, signal),
    placeholderData: (before) => before,
    staleTime: 0,
    retry: false,
  });
  if (!records) return <Loader size="sm" />;
  return (
    <>
      <Stays object={object} records={records} main={main} onMain={setMain} />
      {error ? (
        <Alert color="red" role="alert">
          {problem(error)}
        </Alert>
      ) : null}
      {preview && !error ? (
        <Fields
          key={main}
          object={object}
          records={records}
          main={main}
          preview={preview}
          onClose={onClose}
        />
      ) : null}
    </>
  );
}

interface StaysProps {
  object: DescribedObject;
  records: readonly AnyRecord[];
  main: string;
  onMain: (id: string) => void;
}

function Stays({ object, records, main, onMain }: StaysProps) {
  const { t } = useTranslation('duplicates');
  const labels = useLabels();
  const telling = useTelling(object);
  return (
    <Radio.Group label={t('merge.stays')} value={main} onChange={onMain}>
      <div className={styles['options']}>
        {records.map((record) => (
          <Radio.Card key={record.id} value={record.id} className={styles['option'] ?? ''}>
            <Radio.Indicator />
            <span className={styles['value']}>
              {record.title || labels.object(object, 'one')}
              <Text component="span" display="block" size="xs" c="dimmed">
                {telling(record)}
              </Text>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

/** One record for each value that there is of a field. */
const differing = (records: readonly AnyRecord[], field: string): AnyRecord[] =>
  records.filter(
    (one, at) => records.findIndex((other) => sameValue(other[field], one[field])) === at,
  );

interface FieldsProps {
  object: DescribedObject;
  records: readonly AnyRecord[];
  main: string;
  preview: MergePreview;
  onClose: Props['onClose'];
}

function Fields({ object, records, main, preview, onClose }: FieldsProps) {
  const { t } = useTranslation('duplicates');
  const labels = useLabels();
  const problem = useProblemText();
  const format = useFormat();
  const { objects } = useCatalog();
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [trouble, setTrouble] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const asked = preview.fields.filter(({ how }) => how === 'choose').map(({ field }) => field);
  const kept = preview.conflicts.filter(
    ({ code }) => code === 'merge_hidden' || code === 'merge_read_only',
  );
  const ordered = [...records].toSorted((a, b) => Number(b.id === main) - Number(a.id === main));
  /** The value of the one that stays counts until somebody chooses, where it has one. */
  const whose = (field: string) =>
    chosen[field] ?? (ordered.find((one) => !isEmpty(one[field])) ?? ordered[0])?.id ?? main;
  const named = (hows: readonly string[]) =>
    format.list(
      preview.fields
        .filter(({ how }) => hows.includes(how))
        .map(({ field }) => labels.field(object, field)),
    );
  const comes = [
    ['merge.filled', named(['filled'])],
    ['merge.united', named(['united'])],
    ['merge.joined', named(['joined'])],
  ] as const;
  const moves = preview.moves.flatMap(({ object: name, count }) => {
    const target = objects[name];
    return target ? [`${labels.object(target, 'many')} (${format.number(count)})`] : [];
  });

  const merge = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const body = {
        others: records.map((one) => one.id).filter((id) => id !== main),
        choose: Object.fromEntries(asked.map((field) => [field, whose(field)])),
        versions: Object.fromEntries(records.map((one) => [one.id, one.version])),
      };
      onClose(await mergeRecords(object, main, body));
    } catch (error) {
      setTrouble(error);
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void merge();
      }}
    >
      <Stack gap="md">
        {asked.map((field) => (
          <Radio.Group
            key={field}
            label={labels.field(object, field)}
            value={whose(field)}
            onChange={(id) => setChosen({ ...chosen, [field]: id })}
          >
            <div className={styles['options']}>
              {differing(ordered, field).map((record) => (
                <Radio.Card key={record.id} value={record.id} className={styles['option'] ?? ''}>
                  <Radio.Indicator />
                  <span className={styles['value']}>
                    {isEmpty(record[field]) ? (
                      <Text component="span" size="sm" c="dimmed">
                        {t('merge.empty')}
                      </Text>
                    ) : (
                      <FieldCell
                        object={object}
                        name={field}
                        value={record[field]}
                        record={record}
                      />
                    )}
                  </span>
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
        ))}
        {comes.some(([, fields]) => fields) || moves.length ? (
          <ul className={styles['comes']}>
            {comes.map(([text, fields]) =>
              fields ? <li key={text}>{t(text, { fields })}</li> : null,
            )}
            {moves.length ? <li>{t('merge.moves', { objects: format.list(moves) })}</li> : null}
          </ul>
        ) : null}
        {kept.map((one) => (
          <Alert key={`${one.field} ${one.code}`} color="orange" role="alert">
            {one.field ? `${labels.field(object, one.field)}: ` : ''}
            {labels.invalid(one)}
          </Alert>
        ))}
        {trouble ? (
          <Alert color="red" role="alert">
            {problem(trouble)}
          </Alert>
        ) : null}
        <Text size="sm" c="dimmed">
          {t('merge.after')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <CancelButton />
          <Button type="submit" loading={isBusy} disabled={kept.length > 0}>
            {t('merge.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, NativeSelect, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ColumnMapping, ImportColumn } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import classes from './columns.module.css';
import type { Target } from './targets.ts';

interface Props {
  entry: ColumnMapping;
  target: Target;
  values: NonNullable<ImportColumn['values']>;
  onValues: (values: Record<string, string> | undefined) => void;
}

interface Meaning {
  value: string;
  label: string;
}

/** Which option, stage, reason or colleague the texts of a column stand for. */
export function ValueSettings(props: Props) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={open}>
        {t('values.open', { number: format.number(props.values.length) })}
      </Button>
      {isOpen && <Values {...props} onClose={close} />}
    </>
  );
}

function Values({ entry, target, values, onValues, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('import');
  const labels = useLabels();
  const format = useFormat();
  const meanings = useMeanings(target);
  const known = new Map(
    Object.entries(entry.values ?? {}).map(([text, value]) => [text.toLowerCase(), value]),
  );
  const give = (text: string, value: string | undefined) => {
    const rest = Object.entries(entry.values ?? {}).filter(
      ([name]) => name.toLowerCase() !== text.toLowerCase(),
    );
    if (value !== undefined) rest.push([text, value]);
    onValues(rest.length ? Object.fromEntries(rest) : undefined);
  };
  return (
    <Dialog onClose={onClose} title={t('values.title', { column: entry.column })}>
      <Text size="sm" mb="md">
        {t('values.text', { field: labels.field(target.holder, target.name) })}
      </Text>
      <ul className={classes['values']}>
        {values.map(({ text, rows }) => (
          <li key={text}>
            <span>
              {text}{' '}
              <Text span size="sm" c="dimmed">
                {t('unknown.rows', { count: rows, number: format.number(rows) })}
              </Text>
            </span>
            <MeaningSelect
              text={text}
              meaning={known.get(text.toLowerCase())}
              otherwise={entry.otherwise}
              meanings={meanings}
              onMeaning={(value) => give(text, value)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const asItIs = 'asItIs:';
const chosen = 'value:';

function MeaningSelect({
  text,
  meaning,
  otherwise,
  meanings,
  onMeaning,
}: {
  text: string;
  /** Undefined: it is taken as it is; empty: it stands for nothing. */
  meaning: string | undefined;
  otherwise: string | undefined;
  meanings: readonly Meaning[];
  onMeaning: (meaning: string | undefined) => void;
}) {
  const { t } = useTranslation('import');
  const called = (value: string) =>
    meanings.find((one) => one.value === value || one.label.toLowerCase() === value.toLowerCase());
  const current = meaning ? (called(meaning)?.value ?? meaning) : meaning;
  const isForeign = Boolean(current) && !meanings.some((one) => one.value === current);
  return (
    <NativeSelect
      size="xs"
      aria-label={text}
      value={current === undefined ? asItIs : `${chosen}${current}`}
      data={[
        {
          value: asItIs,
          label: otherwise ? (called(otherwise)?.label ?? otherwise) : t('values.asItIs'),
        },
        { value: chosen, label: t('values.empty') },
        ...meanings.map((one) => ({ value: `${chosen}${one.value}`, label: one.label })),
        ...(isForeign && current ? [{ value: `${chosen}${current}`, label: current }] : []),
      ]}
      onChange={({ currentTarget: { value } }) =>
        onMeaning(value === asItIs ? undefined : value.slice(chosen.length))
      }
    />
  );
}

/** What a text of the column may stand for: the options of the field, or the records of its list. */
function useMeanings({ holder, name, definition }: Target): Meaning[] {
  const labels = useLabels();
  const catalog = useCatalog();
  const list = definition?.kind === 'select' ? undefined : catalog.objects[definition?.to ?? ''];
  // Stages are told apart by their pipeline.
  const within = Object.entries(list?.fields ?? {}).find(
    ([, field]) => field.kind === 'link' && field.required,
  )?.[0];
  const { data: records = [] } = useQuery({
    queryKey: ['list', list?.name ?? '', 'meanings'],
    enabled: list !== undefined,
    queryFn: async ({ signal }) =>
      list
        ? (
            await client.list(
              list,
              { limit: 200, sort: 'title', ...(within ? { include: [`${within}.title`] } : {}) },
              signal,
            )
          ).data
        : [],
  });
  if (!list)
    return (definition?.options ?? []).map(({ value }) => ({
      value,
      label: labels.option(holder, name, value),
    }));
  return records.map((record) => {
    const part = within ? record[within] : null;
    const of = typeof part === 'object' && part !== null && 'title' in part ? part.title : null;
    return { value: record.id, label: of ? `${record.title} (${String(of)})` : record.title };
  });
}

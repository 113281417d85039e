import { NativeSelect, Select, Switch, Text } from '@mantine/core';
import type { ImportOptions, ImportRun } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import classes from './columns.module.css';

interface Props {
  run: ImportRun;
  onObject: (object: string) => void;
  onOptions: (options: Partial<ImportOptions>) => void;
}

const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;
const isKnown = (character: string): character is keyof typeof delimiters =>
  Object.hasOwn(delimiters, character);
const quotes = { '"': 'doubleQuote', "'": 'singleQuote', '': 'noQuote' } as const;
/** What files of our users' countries are written in. */
const usualEncodings = [
  'utf-8',
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'iso-8859-15',
  'utf-16le',
  'macintosh',
  'ibm852',
];
const headerLines = 10;

/** How the file is read. Each change reads it anew. */
export function ReadingSettings({ run, onObject, onOptions }: Props) {
  const { kind, options, sheets } = run;
  const { t } = useTranslation('import');
  const labels = useLabels();
  const objects = Object.values(useCatalog().objects).filter(
    (one) =>
      one.place === 'main' && one.writtenBy === 'records' && one.can.import && one.can.create,
  );
  const header =
    options.header === false
      ? 'none'
      : options.header === true || options.header === undefined
        ? 'find'
        : String(options.header);
  const lines = Array.from(
    { length: Math.max(headerLines, Number(options.header) || 0) },
    (_, at) => String(at + 1),
  );
  const delimiter = options.delimiter ?? ',';
  return (
    <div className={classes['settings']}>
      <NativeSelect
        size="sm"
        label={t('reading.object')}
        value={run.object}
        data={objects.map((one) => ({ value: one.name, label: labels.object(one, 'one') }))}
        onChange={(event) => onObject(event.currentTarget.value)}
      />
      {kind === 'csv' && (
        <>
          <NativeSelect
            size="sm"
            label={t('reading.delimiter')}
            value={delimiter}
            data={[...new Set([...Object.keys(delimiters), delimiter])].map((value) => ({
              value,
              label: isKnown(value)
                ? t(`reading.${delimiters[value]}`)
                : t('reading.otherDelimiter', { character: value }),
            }))}
            onChange={(event) => onOptions({ delimiter: event.currentTarget.value })}
          />
          <NativeSelect
            size="sm"
            label={t('reading.quote')}
            value={options.quote ?? '"'}
            data={Object.entries(quotes).map(([value, name]) => ({
              value,
              label: t(`reading.${name}`),
            }))}
            onChange={(event) => onOptions({ quote: event.currentTarget.value })}
          />
          <EncodingSelect run={run} onOptions={onOptions} />
        </>
      )}
      {kind === 'xlsx' && sheets.length > 1 && (
        <NativeSelect
          size="sm"
          label={t('reading.sheet')}
          value={options.sheet ?? sheets[0] ?? ''}
          data={sheets}
          onChange={(event) => onOptions({ sheet: event.currentTarget.value })}
        />
      )}
      {kind !== 'vcard' && (
        <NativeSelect
          size="sm"
          label={t('reading.header')}
          value={header}
          data={[
            { value: 'find', label: t('reading.headerFind') },
            { value: 'none', label: t('reading.headerNone') },
            ...lines.map((line) => ({ value: line, label: t('reading.headerLine', { line }) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            onOptions({
              header: value === 'find' ? true : value === 'none' ? false : Number(value),
            })
          }
        />
      )}
      <ObjectBySwitch run={run} onOptions={onOptions} />
    </div>
  );
}

function EncodingSelect({ run, onOptions }: Omit<Props, 'onObject'>) {
  const { t } = useTranslation('import');
  const current = run.options.encoding ?? 'utf-8';
  const examples = new Map(run.encodings.map(({ encoding, example }) => [encoding, example]));
  const choices = [...new Set([current, ...examples.keys(), ...usualEncodings])];
  return (
    <Select
      label={t('reading.encoding')}
      value={current}
      data={choices}
      allowDeselect={false}
      styles={{ dropdown: { maxWidth: 'calc(100vw - 24px)' } }}
      maxDropdownHeight={360}
      comboboxProps={{
        width: 'max-content',
        position: 'bottom-start',
        middlewares: { shift: true, flip: true },
      }}
      renderOption={({ option }) => (
        <span>
          {option.value}
          {examples.has(option.value) && (
            <span className={classes['sample']}>{examples.get(option.value)}</span>
          )}
        </span>
      )}
      onChange={(encoding) => encoding && onOptions({ encoding })}
    />
  );
}

/** Files that hold people and companies say in a column what each row is. */
function ObjectBySwitch({ run, onOptions }: Omit<Props, 'onObject'>) {
  const { t } = useTranslation('import');
  const labels = useLabels();
  const { objectBy } = run.options;
  const [found, setFound] = useState(objectBy ?? null);
  if (objectBy && objectBy.column !== found?.column) setFound(objectBy);
  if (!found) return null;
  return (
    <Switch
      className={classes['wide'] ?? ''}
      label={t('reading.objectBy', { column: found.column })}
      description={
        <Text span size="xs">
          {Object.entries(found.values)
            .map(([text, object]) => `${text}: ${labels.object(object, 'one')}`)
            .join(', ')}
        </Text>
      }
      checked={Boolean(objectBy)}
      onChange={(event) => onOptions({ objectBy: event.currentTarget.checked ? found : null })}
    />
  );
}

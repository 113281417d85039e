import { Switch, Text } from '@mantine/core';
import type { ImportRun, UnknownName } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useMe } from '../../../data/session.ts';
import type { OpenImport } from '../draft.ts';
import { Part } from '../frame.tsx';
import classes from './check.module.css';

/** Said once for the whole file, not row by row. */
export const isNote = (code: string): boolean => isKnown(code);

const kinds = { user_unknown: 'user', name_unknown: 'name', country_unknown: 'country' } as const;
const isKnown = (code: string): code is keyof typeof kinds => Object.hasOwn(kinds, code);
/** Of hundreds the most frequent ones are enough to see what it is about. */
const shown = 8;

/** Names in the file that mean nothing here, each once, with what happens to them. */
export function UnknownNames({ open: { run, change } }: { open: OpenImport }) {
  const { t } = useTranslation('import');
  const { can } = useMe();
  if (!run.unknown.length) return null;
  const mayCreate = can.administer && run.unknown.some((one) => one.code === 'name_unknown');
  return (
    <Part title={t('unknown.title')}>
      {mayCreate && (
        <Switch
          label={t('unknown.create')}
          description={t('unknown.createText')}
          checked={run.options.createOptions === true}
          onChange={(event) => change({ options: { createOptions: event.currentTarget.checked } })}
        />
      )}
      <UnknownList unknown={run.unknown} options={run.options} />
    </Part>
  );
}

/** By column: what it is, the names, and how many rows have them. */
export function UnknownList({
  unknown,
  options,
}: {
  unknown: UnknownName[];
  options?: ImportRun['options'];
}) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const groups = [...Map.groupBy(unknown, (one) => `${one.code} ${one.column}`).values()];
  return (
    <div className={classes['unknown']}>
      {groups.map((names) => {
        const [first] = names;
        if (!first || !isKnown(first.code)) return null;
        const isMade = first.code === 'name_unknown' && options?.createOptions;
        const rest = names.length - shown;
        return (
          <div key={`${first.code} ${first.column}`} className={classes['names']}>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {first.column}
            </Text>
            {!isMade && (
              <Text size="sm" c="dimmed">
                {t(`unknown.${kinds[first.code]}`)}
              </Text>
            )}
            <ul>
              {names.slice(0, shown).map(({ text, rows }) => (
                <li key={text}>
                  <span>{text}</span>
                  <Text span size="sm" c="dimmed">
                    {t('unknown.rows', { count: rows, number: format.number(rows) })}
                  </Text>
                </li>
              ))}
              {rest > 0 && (
                <Text component="li" size="sm" c="dimmed">
                  {t('unknown.more', { count: rest, number: format.number(rest) })}
                </Text>
              )}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

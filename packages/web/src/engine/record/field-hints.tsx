import { ActionIcon, Tooltip } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import type { Field } from '@relata/model';
import { IconCalculator, IconInfoCircle, IconLock } from '@tabler/icons-react';
import { Suspense } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';

const FilterWords = lazy(() =>
  import('../collection/filter/chips.tsx').then((module) => ({ default: module.FilterWords })),
);

/** What the workspace says about a field, and why it cannot be changed now: for mouse, finger and keyboard. */
export function FieldHints({
  object,
  field,
  isLocked,
  isCounted,
}: {
  object: DescribedObject;
  field: Field;
  isLocked: boolean;
  isCounted: boolean;
}) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const format = useFormat();
  const help = labels.help(field);
  const { readOnlyWhen } = field;
  const events = { hover: true, focus: true, touch: true };
  return (
    <>
      {help ? (
        <Tooltip label={help} multiline maw={280} events={events}>
          <ActionIcon size={18} aria-label={`${t('help')}: ${help}`}>
            <IconInfoCircle size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
      {isCounted ? (
        <Tooltip
          multiline
          maw={280}
          events={events}
          label={t('counted', {
            fields: format.list((field.uses ?? []).map((name) => labels.field(object, name))),
          })}
        >
          <ActionIcon size={18} aria-label={t('countedNow')}>
            <IconCalculator size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
      {isLocked && readOnlyWhen ? (
        <Tooltip
          multiline
          maw={280}
          events={events}
          label={
            <>
              {t('locked')}{' '}
              <Suspense fallback={null}>
                <FilterWords object={object} filter={readOnlyWhen} />
              </Suspense>
            </>
          }
        >
          <ActionIcon size={18} aria-label={t('lockedNow')}>
            <IconLock size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </>
  );
}

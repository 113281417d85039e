import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { FieldList } from '../../engine/forms/field-list.tsx';
import { RecordPicker } from '../../engine/picker/record-picker.tsx';
import classes from './leads.module.css';
import type { PartState } from './use-part.ts';

/** Company, person or deal of a lead: one that is there, or a new one. */
export function Part({ part }: { part: PartState }) {
  const { t } = useTranslation('leads');
  const labels = useLabels();
  const { plan, object, choice, choose, form } = part;
  if (!plan) return null;
  const isUnknown = Object.keys(plan.values).length === 0;
  return (
    <fieldset className={classes['part']}>
      <legend>{labels.object(object)}</legend>
      <Radio.Group value={choice} onChange={choose} aria-label={labels.object(object)} mb="sm">
        <Stack gap={6}>
          {isUnknown && <Radio value="none" label={t('choice.none')} />}
          {plan.found.map((one) => (
            <Radio
              key={one.id}
              value={one.id}
              label={one.title}
              description={t('choice.same', {
                fields: one.fields.map((field) => labels.field(object, field)).join(', '),
              })}
            />
          ))}
          <Radio value="new" label={labels.object(object, 'new')} />
          <Radio value="other" label={t('choice.other')} />
        </Stack>
      </Radio.Group>
      {choice === 'other' && (
        <RecordPicker
          to={object.name}
          ariaLabel={labels.object(object)}
          value={part.chosen === null ? null : { id: part.chosen }}
          onPick={(picked) => part.find(picked?.id ?? null)}
          autoFocus
        />
      )}
      {choice === 'new' && (
        <FieldList
          object={object}
          names={part.shown}
          values={form.values}
          errors={part.errors}
          onChange={form.set}
        />
      )}
    </fieldset>
  );
}

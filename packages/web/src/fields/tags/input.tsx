import { TagsInput as Tags } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../contract.ts';
import { inputProps } from '../input-props.ts';
import { useSmallList } from '../titles.ts';

/** Tags of the workspace as one types; any other name makes a new one. */
export function TagsInput(props: InputProps<string[]>) {
  const { t } = useTranslation('fields');
  const known = useSmallList('tag').map((tag) => tag.title);
  return (
    <Tags
      {...inputProps(props)}
      data={[...new Set(known)]}
      value={props.value ?? []}
      onChange={(next) => props.onChange(next.length ? next : null)}
      placeholder={props.value?.length ? undefined : t('addTag')}
      maxTags={props.field.max}
      splitChars={[',', ';']}
      acceptValueOnBlur
      clearable={!props.compact}
    />
  );
}

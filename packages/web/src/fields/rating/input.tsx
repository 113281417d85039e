import { CloseButton, Group, Input, Rating } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../contract.ts';
import { sizeOf } from '../input-props.ts';

export function RatingInput(props: InputProps<number>) {
  const { t } = useTranslation('fields');
  const set = (value: number | null) => {
    props.onChange(value);
    props.onDone?.(value);
  };
  return (
    <Input.Wrapper
      label={props.label}
      description={props.description}
      error={props.error}
      size={sizeOf(props.compact)}
    >
      <Group gap={6} h={props.compact ? 30 : 36} role="group" aria-label={props.ariaLabel}>
        <Rating
          value={props.value ?? 0}
          readOnly={props.disabled}
          onChange={set}
          getSymbolLabel={(count) => t('rating', { count })}
        />
        {props.value && !props.disabled ? (
          <CloseButton size="xs" aria-label={t('clear')} onClick={() => set(null)} />
        ) : null}
      </Group>
    </Input.Wrapper>
  );
}

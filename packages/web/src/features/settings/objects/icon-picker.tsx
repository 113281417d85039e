import { ActionIcon, Input, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { furtherIcons } from '../../../ui/further-icons.ts';
import { icons, ObjectIcon } from '../../../ui/object-icon.tsx';
import classes from './objects.module.css';

const names = [...Object.keys(icons), ...Object.keys(furtherIcons)];

interface Props {
  value: string;
  onChange: (icon: string) => void;
}

/** One of a hundred pictures; Tabler has six thousand, which nobody wants to go through. */
export function IconPicker({ value, onChange }: Props) {
  const { t } = useTranslation('objects');
  return (
    <Input.Wrapper label={t('icon')} labelElement="div">
      <SimpleGrid
        className={classes['icons'] ?? ''}
        cols={{ base: 7, xs: 11 }}
        spacing={2}
        verticalSpacing={2}
        role="group"
        aria-label={t('icon')}
        tabIndex={0}
      >
        {names.map((name) => (
          <ActionIcon
            key={name}
            size={36}
            variant={name === value ? 'filled' : 'subtle'}
            aria-pressed={name === value}
            aria-label={name.replaceAll('-', ' ')}
            lang="en"
            title={name.replaceAll('-', ' ')}
            onClick={() => onChange(name)}
          >
            <ObjectIcon name={name} size={20} />
          </ActionIcon>
        ))}
      </SimpleGrid>
    </Input.Wrapper>
  );
}

import { Combobox, Loader, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './picker.module.css';

/** Something to choose: a record, an option, a stage. */
export interface Choice {
  value: string;
  label: string;
  /** Tells namesakes apart: the company, the e-mail address. */
  detail?: string | null | undefined;
  icon?: ReactNode;
}

/** What is submitted where somebody makes what they typed instead of choosing. */
export const create = '\u0000create';

interface Props {
  label: string | undefined;
  choices: readonly Choice[];
  /** Value of the one that is chosen already. */
  chosen?: string | undefined;
  /** What is offered to be made; null where nothing is. */
  made: string | null;
  isLoading: boolean | undefined;
  /** What all that is offered has in common, in words. */
  only?: string | undefined;
}

/** What drops down while somebody types: what fits, making it, or that nothing was found. */
export function Choices({ label, choices, chosen, made, isLoading, only }: Props) {
  const { t } = useTranslation('fields');
  return (
    <Combobox.Dropdown className={styles['dropdown']}>
      <Combobox.Options aria-label={label}>
        {choices.map((one) => (
          <Combobox.Option key={one.value} value={one.value} active={one.value === chosen}>
            <ChoiceRow choice={one} />
          </Combobox.Option>
        ))}
        {made === null ? null : (
          <Combobox.Option value={create}>
            <ChoiceRow
              choice={{
                value: create,
                label: t('create', { name: made }),
                icon: <IconPlus size={15} />,
              }}
            />
          </Combobox.Option>
        )}
      </Combobox.Options>
      {choices.length || made !== null ? null : (
        <Combobox.Empty>{isLoading ? <Loader size="xs" /> : t('nothingFound')}</Combobox.Empty>
      )}
      {only && !isLoading && (
        <Combobox.Footer>
          <Text size="xs" c="dimmed">
            {t('only', { what: only })}
          </Text>
        </Combobox.Footer>
      )}
    </Combobox.Dropdown>
  );
}

function ChoiceRow({ choice }: { choice: Choice }) {
  return (
    <span className={styles['row']}>
      {choice.icon ? <span className={styles['icon']}>{choice.icon}</span> : null}
      <span className={styles['label']}>{choice.label}</span>
      {choice.detail ? <span className={styles['detail']}>{choice.detail}</span> : null}
    </span>
  );
}

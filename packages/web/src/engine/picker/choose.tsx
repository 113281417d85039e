import { CloseButton, Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputLooks } from '../../fields/contract.ts';
import { inputProps } from '../../fields/input-props.ts';
import styles from './picker.module.css';

/** Something to choose: a record, an option, a stage. */
export interface Choice {
  value: string;
  label: string;
  /** Tells namesakes apart: the company, the e-mail address. */
  detail?: string | null | undefined;
  icon?: ReactNode;
}

interface Props extends InputLooks {
  chosen: Choice | null;
  choices: readonly Choice[];
  query: string;
  onQuery: (query: string) => void;
  onPick: (choice: Choice | null) => void;
  /** Offers to make what was typed where nothing has that name. */
  onCreate?: ((name: string) => void) | undefined;
  isLoading?: boolean;
  placeholder?: string | undefined;
}

const create = '\u0000create';

/** One of many: type to narrow down, arrows and Enter to choose. */
export function Choose(props: Props) {
  const {
    chosen,
    choices,
    query,
    onQuery,
    onPick,
    onCreate,
    isLoading,
    required,
    disabled,
    compact,
  } = props;
  const { t } = useTranslation('fields');
  const field = useRef<HTMLInputElement>(null);
  const store = useCombobox({
    onDropdownOpen: () => store.selectActiveOption(),
    onDropdownClose: () => {
      store.resetSelectedOption();
      onQuery('');
    },
  });
  const isOpen = store.dropdownOpened;
  const typed = query.trim();
  const mayCreate =
    onCreate &&
    typed !== '' &&
    !choices.some((one) => one.label.toLowerCase() === typed.toLowerCase());

  const { selectFirstOption, openDropdown } = store;
  // The first match is one Enter away.
  useEffect(() => {
    if (isOpen && typed) selectFirstOption();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [typed, choices, isOpen]);
  useEffect(() => {
    if (props.autoFocus) {
      field.current?.focus();
      openDropdown();
    }
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const submit = (value: string) => {
    store.closeDropdown();
    if (value === create) onCreate?.(typed);
    else onPick(choices.find((one) => one.value === value) ?? null);
  };
  return (
    <Combobox
      store={store}
      onOptionSubmit={submit}
      disabled={disabled}
      size={compact ? 'xs' : 'sm'}
    >
      <Combobox.Target>
        <TextInput
          {...inputProps(props)}
          ref={field}
          autoComplete="off"
          spellCheck={false}
          value={isOpen ? query : (chosen?.label ?? '')}
          placeholder={chosen?.label ?? props.placeholder ?? t('choose')}
          leftSection={!query && chosen?.icon ? chosen.icon : undefined}
          leftSectionPointerEvents="none"
          rightSectionPointerEvents="all"
          rightSection={
            chosen && !required && !disabled ? (
              <CloseButton
                size="xs"
                tabIndex={-1}
                aria-label={t('clear')}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  onQuery('');
                  onPick(null);
                }}
              />
            ) : (
              <Combobox.Chevron style={{ pointerEvents: 'none' }} />
            )
          }
          onChange={(event) => {
            onQuery(event.currentTarget.value);
            store.openDropdown();
          }}
          onClick={() => store.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => store.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown className={styles['dropdown']}>
        <Combobox.Options aria-label={props.ariaLabel}>
          {choices.map((one) => (
            <Combobox.Option key={one.value} value={one.value} active={one.value === chosen?.value}>
              <ChoiceRow choice={one} />
            </Combobox.Option>
          ))}
          {mayCreate ? (
            <Combobox.Option value={create}>
              <ChoiceRow
                choice={{
                  value: create,
                  label: t('create', { name: typed }),
                  icon: <IconPlus size={15} />,
                }}
              />
            </Combobox.Option>
          ) : null}
        </Combobox.Options>
        {choices.length || mayCreate ? null : (
          <Combobox.Empty>{isLoading ? <Loader size="xs" /> : t('nothingFound')}</Combobox.Empty>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

export function ChoiceRow({ choice }: { choice: Choice }) {
  return (
    <span className={styles['row']}>
      {choice.icon ? <span className={styles['icon']}>{choice.icon}</span> : null}
      <span className={styles['label']}>{choice.label}</span>
      {choice.detail ? <span className={styles['detail']}>{choice.detail}</span> : null}
    </span>
  );
}

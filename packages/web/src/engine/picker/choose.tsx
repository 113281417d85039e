import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputLooks } from '../../fields/contract.ts';
import { inputProps } from '../../fields/input-props.ts';
import { type Choice, Choices, create } from './choices.tsx';
import { useFirstMatch } from './first-match.ts';

interface Props extends InputLooks {
  chosen: Choice | null;
  choices: readonly Choice[];
  query: string;
  onQuery: (query: string) => void;
  onPick: (choice: Choice | null) => void;
  /** Offers to make what was typed where nothing has that name. */
  onCreate?: ((name: string) => void) | undefined;
  /** False while the choices are still those of what was typed before. */
  isSettled?: boolean;
  placeholder?: string | undefined;
  /** What all that is offered has in common, in words. */
  only?: string | undefined;
}

/** One of many: type to narrow down, arrows and Enter to choose. */
export function Choose(props: Props) {
  const {
    chosen,
    choices,
    query,
    onQuery,
    onPick,
    onCreate,
    isSettled = true,
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

  const { onEnter } = useFirstMatch({ store, typed, choices, isSettled });
  useEffect(() => {
    if (props.autoFocus) {
      field.current?.focus();
      store.openDropdown();
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
          onKeyDown={(event) => {
            onEnter(event);
            if (event.key !== 'Tab' || !isOpen || !typed) return;
            // What somebody has typed a part of and then goes on from is what they mean. Where it is not known yet,
            // or nothing is called so, they stay and see it: nothing else is taken for it, and nothing made of it.
            const meant = isSettled ? choices[store.getSelectedOptionIndex()] : undefined;
            if (meant) submit(meant.value);
            else event.preventDefault();
          }}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => store.closeDropdown()}
        />
      </Combobox.Target>
      <Choices
        label={props.ariaLabel}
        choices={choices}
        chosen={chosen?.value}
        made={mayCreate ? typed : null}
        isLoading={!isSettled}
        only={props.only}
      />
    </Combobox>
  );
}

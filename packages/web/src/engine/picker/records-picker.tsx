import { Combobox, Input, Pill, PillsInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startAlong } from '@relata/model';
import { useCatalog } from '../../data/catalog.ts';
import type { InputLooks, Reference } from '../../fields/contract.ts';
import { inputProps } from '../../fields/input-props.ts';
import { useTitle } from '../../fields/titles.ts';
import { askCreate } from '../forms/ask-create.ts';
import { useCandidates } from './candidates.ts';
import { Choices, create } from './choices.tsx';
import { useFirstMatch } from './first-match.ts';
import { referenceTo, useChoiceOf } from './record-picker.tsx';

interface Props extends InputLooks {
  /** Name of the object to pick from; `*`: any. */
  to: string;
  value: Reference[];
  onPick: (picked: Reference[]) => void;
}

/** Several records of another object, or of any. Backspace takes the last one away. */
export function RecordsPicker(props: Props) {
  const { to, value, onPick, disabled } = props;
  const { t } = useTranslation('fields');
  const choiceOf = useChoiceOf();
  const target = useCatalog().objects[to];
  const [query, setQuery] = useState('');
  const [wanted, setWanted] = useState(props.autoFocus === true);
  const { candidates, isSettled } = useCandidates({ to, query, wanted });
  const store = useCombobox({
    onDropdownClose: () => {
      store.resetSelectedOption();
      setQuery('');
    },
  });
  const picked = new Set(value.map((one) => one.id));
  const choices = candidates.filter((one) => !picked.has(one.id));
  const typed = query.trim();
  const mayCreate = typed !== '' && target?.can.create && target.place === 'main';
  const { onEnter } = useFirstMatch({ store, typed, choices: candidates, isSettled });

  const submit = (id: string) => {
    if (id === create) {
      void askCreate({ object: to, typed, values: target ? startAlong(target) : {} }).then(
        (made) => {
          if (made) onPick([...value, referenceTo({ ...made, object: to }, to)]);
        },
      );
    } else {
      const found = choices.find((one) => one.id === id);
      if (found) onPick([...value, referenceTo(found, to)]);
    }
    setQuery('');
  };
  const { label, error, description, required, autoFocus, size, ...named } = inputProps(props);
  return (
    <Combobox store={store} onOptionSubmit={submit} disabled={disabled} size={size}>
      <Combobox.DropdownTarget>
        <Input.Wrapper
          label={label}
          labelElement="div"
          error={error}
          description={description}
          required={required}
          size={size}
        >
          <PillsInput
            size={size}
            disabled={disabled}
            error={Boolean(error)}
            onClick={() => store.openDropdown()}
          >
            <Pill.Group>
              {value.map((one) => (
                <Picked
                  key={one.id}
                  reference={one}
                  to={to}
                  onRemove={() => onPick(value.filter(({ id }) => id !== one.id))}
                  disabled={disabled}
                />
              ))}
              <Combobox.EventsTarget>
                <PillsInput.Field
                  aria-label={named['aria-label'] ?? props.ariaLabel}
                  autoFocus={autoFocus}
                  data-autofocus={named['data-autofocus']}
                  value={query}
                  placeholder={value.length ? undefined : t('search')}
                  onFocus={() => {
                    setWanted(true);
                    store.openDropdown();
                  }}
                  onBlur={() => store.closeDropdown()}
                  onChange={(event) => {
                    setQuery(event.currentTarget.value);
                    store.openDropdown();
                  }}
                  onKeyDown={(event) => {
                    onEnter(event);
                    if (event.key === 'Backspace' && query === '' && value.length)
                      onPick(value.slice(0, -1));
                  }}
                />
              </Combobox.EventsTarget>
            </Pill.Group>
          </PillsInput>
        </Input.Wrapper>
      </Combobox.DropdownTarget>
      <Choices
        label={props.ariaLabel}
        choices={choices.map(choiceOf)}
        made={mayCreate ? typed : null}
        isLoading={!isSettled && wanted}
      />
    </Combobox>
  );
}

function Picked({
  reference,
  to,
  onRemove,
  disabled,
}: {
  reference: Reference;
  to: string;
  onRemove: () => void;
  disabled: boolean | undefined;
}) {
  const { t } = useTranslation('fields');
  const title = useTitle(reference.object ?? to, reference);
  return (
    <Pill
      withRemoveButton={!disabled}
      onRemove={onRemove}
      removeButtonProps={{
        'aria-label': t('removeOne', { name: title }),
        tabIndex: 0,
        'aria-hidden': false,
      }}
    >
      {title}
    </Pill>
  );
}

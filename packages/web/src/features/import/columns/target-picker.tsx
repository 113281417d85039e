import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { fold } from '@relata/model';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './columns.module.css';
import type { TargetNames } from './target-names.ts';
import type { Target, TargetGroup } from './targets.ts';

interface Props {
  groups: readonly TargetGroup[];
  names: TargetNames;
  /** Null: the column is not imported. */
  value: Target | null;
  /** The entry leads to something that is not offered. */
  unknown?: string | undefined;
  label: string;
  onPick: (target: Target | null) => void;
}

const nothing = '\u0000none';

/** What a column becomes: fields by the record that they belong to, found by typing. */
export function TargetPicker({ groups, names, value, unknown, label, onPick }: Props) {
  const { t } = useTranslation('import');
  const [query, setQuery] = useState('');
  const listId = useId();
  const store = useCombobox({
    onDropdownClose: () => {
      store.resetSelectedOption();
      store.focusTarget();
      setQuery('');
    },
    onDropdownOpen: () => {
      store.focusSearchInput();
      store.selectActiveOption();
    },
  });
  const shown = value ? names.target(value) : (unknown ?? t('columns.none'));
  const way = value ? names.way(groupOf(groups, value)) : '';
  const submit = (key: string) => {
    const found =
      key === nothing
        ? null
        : groups.flatMap((group) => group.targets).find((target) => target.key === key);
    if (found !== undefined) onPick(found);
    store.closeDropdown();
  };

  return (
    <Combobox
      store={store}
      onOptionSubmit={submit}
      width={320}
      position="bottom-start"
      withinPortal
    >
      <Combobox.Target targetType="button" withAriaAttributes>
        <InputBase
          component="button"
          type="button"
          pointer
          size="sm"
          className={classes['target'] ?? ''}
          aria-label={`${label}: ${way ? `${way}, ` : ''}${shown}`}
          data-none={!value || undefined}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onClick={() => store.toggleDropdown()}
        >
          <span className={classes['chosen']}>
            {way && <span className={classes['way']}>{way} › </span>}
            {shown}
          </span>
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown>
        {store.dropdownOpened && (
          <>
            <Combobox.Search
              role="combobox"
              aria-expanded
              aria-controls={listId}
              value={query}
              aria-label={t('columns.searchTarget')}
              placeholder={t('columns.searchTarget')}
              onChange={(event) => {
                setQuery(event.currentTarget.value);
                store.updateSelectedOptionIndex();
                requestAnimationFrame(() => store.selectFirstOption());
              }}
            />
            <Options id={listId} groups={groups} names={names} query={query} active={value?.key} />
          </>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Options({
  id,
  groups,
  names,
  query,
  active,
}: {
  id: string;
  groups: readonly TargetGroup[];
  names: TargetNames;
  query: string;
  active: string | undefined;
}) {
  const { t } = useTranslation('import');
  const words = fold(query).split(/\s+/).filter(Boolean);
  const matches = (text: string) => words.every((word) => fold(text).includes(word));
  const found = groups
    .map((group) => {
      const name = names.group(group);
      return {
        name,
        targets: group.targets.filter((target) =>
          matches(`${name} ${names.target(target)} ${target.name}`),
        ),
      };
    })
    .filter((group) => group.targets.length > 0);
  const offersNothing = matches(t('columns.none'));
  return (
    <Combobox.Options
      id={id}
      className={classes['options'] ?? ''}
      aria-label={t('columns.searchTarget')}
    >
      {offersNothing && (
        <Combobox.Option value={nothing} active={active === undefined}>
          <span className={classes['way']}>{t('columns.none')}</span>
        </Combobox.Option>
      )}
      {found.map((group) => (
        <Combobox.Group key={group.name} label={group.name}>
          {group.targets.map((target) => (
            <Combobox.Option key={target.key} value={target.key} active={target.key === active}>
              {names.target(target)}
            </Combobox.Option>
          ))}
        </Combobox.Group>
      ))}
      {!offersNothing && found.length === 0 && (
        <Combobox.Empty>{t('columns.noTarget')}</Combobox.Empty>
      )}
    </Combobox.Options>
  );
}

function groupOf(groups: readonly TargetGroup[], target: Target): TargetGroup {
  const found = groups.find((group) => group.targets.some((one) => one.key === target.key));
  if (!found) throw new Error(`no group holds ${target.key}`);
  return found;
}

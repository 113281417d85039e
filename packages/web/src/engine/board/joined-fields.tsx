import { ActionIcon, MultiSelect, Select, TextInput } from '@mantine/core';
import type { JoinedColumn } from '@relata/model';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';

/** A joined column as it is being edited; `name` is the one that counts. */
export interface Draft extends JoinedColumn {
  number: number;
  /** What stands in the field of the name. */
  typed: string;
}

export interface Value {
  value: string;
  label: string;
}

interface Props {
  draft: Draft;
  values: readonly Value[];
  /** Values of other columns. */
  taken: readonly string[];
  onType: (typed: string) => void;
  onChange: (part: Partial<Draft>) => void;
  onRemove: () => void;
}

const longest = 100;

/** With the typed name for its own; itself where that is nothing new, or empty. */
export function named(draft: Draft): Draft {
  const name = draft.typed.trim();
  return name && name !== draft.name ? { ...draft, name, typed: name } : draft;
}

/** One column that holds several values: its name, which they are, and which a card gets there (EP-OPP-16). */
export function JoinedFields({ draft, values, taken, onType, onChange, onRemove }: Props) {
  const { t } = useTranslation('columns');
  const { name, typed, values: held, dropIn } = draft;
  const labelOf = (id: string) => values.find(({ value }) => value === id)?.label ?? '';
  const proposed = (ids: readonly string[]) =>
    ids.map(labelOf).join(' + ').slice(0, longest).trim();
  const keepName = () => {
    const next = named(draft);
    if (next !== draft) onChange(next);
  };
  const hold = (next: string[]) => {
    const still = named(draft);
    const renamed = still.name === proposed(held) ? proposed(next) : null;
    onChange({
      ...still,
      values: next,
      dropIn: next.includes(dropIn) ? dropIn : (next[0] ?? ''),
      ...(renamed === null ? {} : { name: renamed, typed: renamed }),
    });
  };
  const besideRemoving = (input: ReactNode) => (
    <div className={styles['joinedName']}>
      {input}
      <ActionIcon
        size={34}
        aria-label={t('apart', { name: name || t('unnamed') })}
        title={t('apart', { name: name || t('unnamed') })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
  return (
    <fieldset className={styles['joined']}>
      <legend className="visually-hidden">{name || t('unnamed')}</legend>
      <TextInput
        label={t('name')}
        maxLength={longest}
        value={typed}
        error={name && !typed.trim() ? t('nameless', { name }) : null}
        onChange={(event) => onType(event.currentTarget.value)}
        onBlur={keepName}
        onKeyDown={(event) => event.key === 'Enter' && keepName()}
        inputContainer={besideRemoving}
      />
      <MultiSelect
        label={t('holds')}
        searchable
        data={values.map((each) => ({ ...each, disabled: taken.includes(each.value) }))}
        value={held}
        onChange={hold}
      />
      <Select
        label={t('dropIn')}
        description={t('dropInHint')}
        allowDeselect={false}
        disabled={held.length < 2}
        data={held.map((value) => ({ value, label: labelOf(value) }))}
        value={dropIn || null}
        onChange={(value) => value && onChange({ dropIn: value })}
      />
    </fieldset>
  );
}

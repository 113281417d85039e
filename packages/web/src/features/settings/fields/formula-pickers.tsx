import { Group, Select, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { usableInFormula } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { callsByGroup, shownCall } from './formula-help.tsx';

interface Props {
  object: DescribedObject;
  /** The field that the formula is for. */
  except: string;
  /** `|` in the text is where writing goes on. */
  onPick: (text: string) => void;
}

/** Fields by what people call them, and functions by what they do: into the formula, where the cursor is. */
export function FormulaPickers({ object, except, onPick }: Props) {
  const { t } = useTranslation('formula');
  const labels = useLabels();
  const usable = usableInFormula(object).filter(([name]) => name !== except);
  const fields = usable.map(([name]) => ({ value: name, label: labels.field(object, name) }));
  const choices = usable.flatMap(([name, { options = [] }]) =>
    options.map(({ value }) => ({
      value: `${name} == ${JSON.stringify(value)}`,
      label: `${labels.field(object, name)}: ${labels.option(object, name, value)}`,
    })),
  );
  return (
    <Group grow gap="xs" align="start" preventGrowOverflow={false}>
      <Picker
        label={t('insertField')}
        data={[
          { group: t('fields'), items: fields },
          { group: t('choices'), items: choices },
        ]}
        shown={(value) => value}
        onPick={onPick}
      />
      <Picker
        label={t('insertCall')}
        data={callsByGroup.map(({ group, calls }) => ({
          group: t(`groups.${group}`),
          items: calls.map(({ name, text }) => ({ value: text, label: t(`calls.${name}`) })),
        }))}
        shown={shownCall}
        onPick={onPick}
      />
    </Group>
  );
}

interface PickerProps {
  label: string;
  data: { group: string; items: { value: string; label: string }[] }[];
  /** How it stands in the formula. */
  shown: (value: string) => string;
  onPick: (text: string) => void;
}

function Picker({ label, data, shown, onPick }: PickerProps) {
  const [query, setQuery] = useState('');
  return (
    <Select
      aria-label={label}
      placeholder={label}
      size="xs"
      data={data.filter(({ items }) => items.length)}
      value={null}
      searchable
      searchValue={query}
      onSearchChange={setQuery}
      maxDropdownHeight={280}
      renderOption={({ option }) => (
        <div>
          {option.label}
          <Text
            size="xs"
            c="inherit"
            ff="monospace"
            opacity={0.8}
            style={{ overflowWrap: 'anywhere' }}
          >
            {shown(option.value)}
          </Text>
        </div>
      )}
      onKeyDown={(event) => {
        // It takes an entry; it does not send the form.
        if (event.key === 'Enter') event.preventDefault();
      }}
      onChange={(value) => {
        if (value !== null) onPick(value);
        setQuery('');
      }}
    />
  );
}

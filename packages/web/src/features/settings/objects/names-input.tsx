import { Group, Stack, TextInput } from '@mantine/core';
import type { Language, ObjectLabel } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { languageNames } from '../../../locales/index.ts';
import { FirstName } from '../first-name.tsx';
import { OtherLanguages, useOwnLanguage } from '../other-languages.tsx';
import classes from './objects.module.css';

type Names = { one: string; many: string; new?: string };

interface Props {
  /** As it is called where nothing is said: of ours. */
  object: string | null;
  value: ObjectLabel;
  error?: string | undefined;
  onChange: (value: ObjectLabel) => void;
}

const noNames: Names = { one: '', many: '' };

/** What one is called, and several, and the button that makes one: the person's language first. */
export function NamesInput({ object, value, error, onChange }: Props) {
  const { t } = useTranslation('objects');
  const labels = useLabels();
  const own = useOwnLanguage();
  const change = (language: Language, changes: Partial<Names>) =>
    onChange({ ...value, [language]: { ...(value[language] ?? noNames), ...changes } });
  return (
    <Stack gap="xs">
      <Inputs
        object={object}
        language={own}
        names={value[own] ?? noNames}
        error={error}
        isFirst
        onChange={(changes) => change(own, changes)}
      />
      {object === null ? null : (
        <FirstName
          first={labels.object(object, 'many')}
          isRenamed={Object.values(value).some((names) => names.one || names.many || names.new)}
          onBack={() => onChange({})}
        />
      )}
      <OtherLanguages
        label={t('otherLanguages')}
        said={(language) => value[language] !== undefined}
      >
        {(language) => (
          <fieldset key={language} className={classes['language']} lang={language}>
            <legend>{languageNames[language]}</legend>
            <Inputs
              object={null}
              language={language}
              names={value[language] ?? noNames}
              onChange={(changes) => change(language, changes)}
            />
          </fieldset>
        )}
      </OtherLanguages>
    </Stack>
  );
}

interface InputsProps {
  object: string | null;
  language: Language;
  names: Names;
  error?: string | undefined;
  isFirst?: boolean;
  onChange: (changes: Partial<Names>) => void;
}

function Inputs({ object, language, names, error, isFirst = false, onChange }: InputsProps) {
  const { t } = useTranslation('objects');
  const labels = useLabels();
  const input = (part: keyof Names) => ({
    value: names[part] ?? '',
    maxLength: 60,
    lang: language,
    ...(object !== null && { placeholder: labels.object(object, part) }),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [part]: event.currentTarget.value }),
  });
  return (
    <>
      <Group grow align="start" gap="xs">
        <TextInput
          label={t('one')}
          data-autofocus={isFirst || undefined}
          error={error}
          {...input('one')}
        />
        <TextInput label={t('many')} {...input('many')} />
      </Group>
      <TextInput
        label={t('newButton')}
        {...input('new')}
        placeholder={
          object === null || names.one
            ? labels.object(
                { name: '', label: { [language]: { ...noNames, one: names.one } } },
                'new',
              )
            : labels.object(object, 'new')
        }
      />
    </>
  );
}

import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import type { Option } from '@relata/model';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { isLanguage, type Labels, useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { useUnsaved } from '../../../app/use-unsaved.ts';
import { type DescribedCatalog, useCatalog } from '../../../data/catalog.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { isFresh } from '../fields/draft.ts';
import classes from '../fields/fields.module.css';
import { OptionsEditor } from '../fields/options-editor.tsx';
import { firstNameOf } from '../first-name.tsx';
import {
  asOptions,
  entryOf,
  forgetList,
  isClosed,
  type Meant,
  oursIn,
  saveList,
} from './list-source.ts';
import { type List, listNamed, listsOf } from './lists-of.ts';
import { Meaning } from './meaning.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import { UnusedTags } from './unused-tags.tsx';

/** Every list of choices: what stands in it, in which order and colour, and what takes the place of what goes. */
export function ListsPage() {
  const { t } = useTranslation('arrange');
  const labels = useLabels();
  const format = useFormat();
  const catalog = useCatalog();
  const lists = listsOf(catalog);
  const { open } = useSearch({ from: '/inside/settings/$page' });
  const navigate = useNavigate({ from: '/settings/$page' });
  const list = listNamed(lists, open);
  if (!list) return null;
  const nameOf = (one: List) =>
    one.kind === 'records'
      ? labels.object(one.object, 'many')
      : t('lists.of', {
          list: labels.field(one.object, one.name),
          objects: format.list(one.all.map((object) => labels.object(object, 'many'))),
        });
  return (
    <Stack className={classes['page']} gap="md" maw={640}>
      <Title order={2}>{t('lists.title')}</Title>
      <Text c="dimmed">{t('lists.intro')}</Text>
      <Select
        label={t('lists.list')}
        data={lists
          .map((one) => ({ value: one.id, label: nameOf(one) }))
          .toSorted((a, b) => a.label.localeCompare(b.label))}
        value={list.id}
        allowDeselect={false}
        searchable
        onChange={(id) => id && void navigate({ search: { open: id }, replace: true })}
      />
      <Entries key={list.id} list={list} catalog={catalog} labels={labels} />
    </Stack>
  );
}

interface Props {
  list: List;
  catalog: DescribedCatalog;
  labels: Labels;
}

function Entries({ list, labels }: Props) {
  const { t, i18n } = useTranslation(['arrange', 'app']);
  const problemOf = useProblemText();
  const language = isLanguage(i18n.language) ? i18n.language : 'en';
  const records = useSmallList(list.object.name, list.kind === 'records');
  const start =
    list.kind === 'field' ? [...(list.field.options ?? [])] : asOptions(records, language);
  const [edited, setEdited] = useState<Option[] | null>(null);
  const [meant, setMeant] = useState<Meant>({});
  const [going, setGoing] = useState<Option | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const options = edited ?? start;
  useUnsaved(edited !== null);
  const ours = oursIn(list);
  const field = list.kind === 'field' ? list.field : undefined;
  const words = (option: Option) =>
    option.label?.[language] ??
    (list.kind === 'field' ? labels.option(list.object, list.name, option.value) : option.value);
  const save = async () => {
    setBusy(true);
    try {
      const change = () => saveList(list, options, start, language, meant);
      await changeSetting(change, t('lists.saved'));
      setEdited(null);
      setMeant({});
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const recordOf = ({ value }: Option) => records.find(({ id }) => id === value) ?? null;
  const meaningOf = (option: Option) => recordOf(option)?.['means'];
  const firstOf = (option: Option): Option | null => {
    const name = firstNameOf(recordOf(option));
    return name ? { ...option, label: { [language]: name } } : null;
  };
  // Of a status another one takes the place that means the same.
  const isLike = (one: Option, other: Option) => meaningOf(one) === meaningOf(other);
  const gone = async () => {
    await forgetList(list);
    setEdited((now) => now?.filter((one) => one.value !== going?.value) ?? null);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <OptionsEditor
        object={list.object}
        name={list.kind === 'field' ? list.name : 'name'}
        legend={t('lists.entries')}
        options={options}
        ours={ours}
        isClosed={isClosed(list)}
        hasColours={list.kind === 'field' || 'colour' in list.object.fields}
        hasLanguages={list.kind === 'field'}
        hasOrder={list.kind === 'field' || 'position' in list.object.fields}
        error={problem ? problemOf(problem) : undefined}
        firstOf={firstOf}
        renderBeside={
          'means' in list.object.fields && list.kind === 'records'
            ? (option, title) => (
                <Meaning
                  object={list.object}
                  entry={title}
                  isNew={isFresh(option)}
                  value={String(meant[option.value] ?? meaningOf(option) ?? '')}
                  onChange={(means) => setMeant({ ...meant, [option.value]: means })}
                />
              )
            : undefined
        }
        onChange={(changed) => {
          setProblem(null);
          setEdited(changed);
        }}
        onRemove={(option) =>
          isFresh(option) ? setEdited(options.filter((one) => one !== option)) : setGoing(option)
        }
      />
      <Group mt="md">
        <Button type="submit" loading={isBusy} disabled={edited === null}>
          {t('app:save')}
        </Button>
        {edited ? (
          <Button variant="default" onClick={() => setEdited(null)}>
            {t('app:cancel')}
          </Button>
        ) : null}
        {list.object.name === 'tag' ? (
          <UnusedTags object={list.object} onDone={() => void forgetList(list)} />
        ) : null}
      </Group>
      {going ? (
        <ReplaceDialog
          entry={entryOf(list, going.value)}
          name={words(going)}
          others={start
            .filter((one) => one.value !== going.value && !one.hidden && isLike(one, going))
            .map((one) => ({ value: one.value, label: words(one) }))}
          mayBeNothing={
            list.kind === 'field'
              ? !field?.required && !startsWith(field?.default, going.value)
              : list.object.name === 'tag'
          }
          note={ours.has(going.value) ? t('lists.stays') : undefined}
          onDone={gone}
          onClose={() => setGoing(null)}
        />
      ) : null}
    </form>
  );
}

const startsWith = (start: unknown, value: string): boolean =>
  typeof start === 'object' && start !== null && 'value' in start && start.value === value;

import { Alert, Button, Group, SegmentedControl, Tabs, TagsInput, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { languages } from '@relata/model';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useUnsaved } from '../../../app/use-unsaved.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { forget } from '../../../data/records.ts';
import { useMe } from '../../../data/session.ts';
import { sayProblem } from '../../../data/undo.ts';
import { remove } from '../../../data/writes.ts';
import { FieldList } from '../../../engine/forms/field-list.tsx';
import { useForm } from '../../../engine/forms/use-form.ts';
import { Codes } from './codes.tsx';
import { askedFor, type Makes, presets } from './forms-data.ts';
import classes from './forms.module.css';
import { Posts } from './posts.tsx';
import { Preview } from './preview.tsx';
import { Questions } from './questions.tsx';

interface Props {
  object: DescribedObject;
  /** Null: a new one. */
  form: AnyRecord | null;
}

const parts = {
  general: ['name', 'language', 'active'],
  words: ['heading', 'button', 'intro'],
  ending: ['consentText', 'doubleOptIn', 'thanks', 'redirect'],
  makes: ['makes', 'pipeline', 'stage'],
  given: ['owner', 'notify', 'tags', 'source', 'campaign'],
  protection: ['protection', 'perMinute'],
};
const asked = [...Object.values(parts).flat(), 'fields', 'sites'];

/** Everything that a form is and does, with what it looks like beside it. */
export function Builder({ object, form }: Props) {
  const { t } = useTranslation(['forms', 'app']);
  const labels = useLabels();
  const format = useFormat();
  const { objects } = useCatalog();
  const navigate = useNavigate();
  const { user } = useMe();
  /** Too narrow for both beside each other: the form is the first of the tabs. */
  const isNarrow = useMediaQuery('(max-width: 1000px)', false, { getInitialValueInEffect: false });
  const first = isNarrow ? 'form' : 'preview';
  const { tab = first } = useSearch({ from: '/inside/settings/forms/$id' });
  const draft = useForm(object, asked, form ?? startFor(user));
  /** As it was when it was opened or last saved: what somebody else has changed since is not written over. */
  const [base, setBase] = useState(form?.version);
  const settled = useUnsaved(draft.isDirty);
  const { values } = draft;
  const language = languages.find((one) => one === values['language']) ?? 'en';
  const makes: Makes = values['makes'] === 'deal' ? 'deal' : 'lead';
  const questions = askedFor(makes, values['fields']);
  const list = (names: readonly string[]) => (
    <FieldList
      object={object}
      names={names}
      values={values}
      errors={draft.errors}
      onChange={draft.set}
    />
  );
  const show = (id: string, next: string | undefined) =>
    navigate({
      to: '/settings/forms/$id',
      params: { id },
      search: next === first ? {} : { tab: next },
      replace: true,
    });
  const save = async () => {
    let made: AnyRecord | undefined;
    const isTaken = await draft.submit(async (clean) => {
      const said = Object.fromEntries(asked.map((name) => [name, clean[name] ?? null]));
      const changes = { ...said, fields: questions };
      const { data } = await changeSetting(
        () =>
          form ? client.update(object, form.id, changes, { base }) : client.create(object, changes),
        t('saved'),
      );
      made = data;
    });
    // What is wrong is said at its field, which may be on another tab.
    if (!isTaken && isNarrow) await show(form?.id ?? 'new', 'form');
    if (!isTaken || !made) return;
    forget('form');
    await queryClient.invalidateQueries({ queryKey: ['record', 'form', made.id] });
    draft.reset(made);
    setBase(made.version);
    settled();
    if (!form) await show(made.id, 'embed');
  };
  const takeAway = async (gone: AnyRecord) => {
    await remove(object, [gone]);
    settled();
    await navigate({ to: '/settings/$page', params: { page: 'forms' } });
  };
  const calls = (name: string) => labels.object(objects[name] ?? name);
  const named = {
    objects: format.list([calls('company'), calls('person')]),
    leads: labels.object(objects['lead'] ?? 'lead', 'many'),
  };
  const wrong = Object.values(draft.errors)[0];
  const editor = (
    <div className={classes['editor']}>
      <fieldset>
        <legend>{t('part.general')}</legend>
        {list(parts.general)}
      </fieldset>
      <fieldset>
        <legend>{t('part.words')}</legend>
        {list(parts.words)}
        {form ? null : (
          <SegmentedControl
            mt="md"
            aria-label={t('startWith')}
            data={(['person', 'company'] as const).map((value) => ({
              value,
              label: t(`preset.${value}`),
            }))}
            onChange={(value) =>
              draft.set('fields', presets[value === 'company' ? 'company' : 'person'])
            }
          />
        )}
        <Questions
          language={language}
          makes={makes}
          asked={questions}
          error={draft.errors['fields']}
          onChange={(next) => draft.set('fields', next)}
        />
        {list(parts.ending)}
        <p className={classes['hint']}>{t('optInHint')}</p>
      </fieldset>
      <fieldset>
        <legend>{t('part.lead')}</legend>
        {list(makes === 'deal' ? parts.makes : ['makes'])}
        <p className={classes['hint']}>{t(`hint.${makes}`, named)}</p>
        {list(parts.given)}
      </fieldset>
      <fieldset>
        <legend>{t('part.protection')}</legend>
        <p className={classes['hint']}>{t('protectionHint')}</p>
        {list(parts.protection)}
        <TagsInput
          mt="md"
          label={labels.field(object, 'sites')}
          description={t('sitesHint')}
          placeholder="https://www.example.com"
          error={draft.errors['sites']}
          value={Array.isArray(values['sites']) ? values['sites'].map(String) : []}
          onChange={(sites) => draft.set('sites', sites.length ? sites : null)}
        />
      </fieldset>
    </div>
  );

  return (
    <div className={classes['builder']}>
      <Group justify="space-between" className={classes['head'] ?? ''}>
        <Group gap="xs" wrap="nowrap">
          <Link
            to="/settings/$page"
            params={{ page: 'forms' }}
            className={classes['back'] ?? ''}
            aria-label={labels.object(object, 'many')}
          >
            <IconArrowLeft size={18} aria-hidden />
          </Link>
          <Title order={2}>{form ? form.title : labels.object(object, 'new')}</Title>
        </Group>
        <Group gap="xs">
          {form ? (
            <Button
              variant="subtle"
              color="red"
              onClick={() => void takeAway(form).catch(sayProblem)}
            >
              {t('delete')}
            </Button>
          ) : null}
          <Button
            loading={draft.isBusy}
            disabled={form !== null && !draft.isDirty}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
        </Group>
      </Group>
      {draft.problem || wrong ? (
        <Alert color="red" variant="light" role="alert" className={classes['problem'] ?? ''}>
          {draft.problem ?? wrong}
        </Alert>
      ) : null}
      {isNarrow ? null : editor}
      <Tabs
        value={tab === 'form' ? first : tab}
        onChange={(next) => void show(form?.id ?? 'new', next ?? undefined)}
        className={classes['aside'] ?? ''}
        keepMounted={false}
      >
        <Tabs.List>
          {isNarrow ? <Tabs.Tab value="form">{t('part.general')}</Tabs.Tab> : null}
          <Tabs.Tab value="preview">{t('preview')}</Tabs.Tab>
          <Tabs.Tab value="embed">{t('embed')}</Tabs.Tab>
          {form ? <Tabs.Tab value="posts">{t('posts')}</Tabs.Tab> : null}
        </Tabs.List>
        {isNarrow ? (
          <Tabs.Panel value="form" pt="md">
            {editor}
          </Tabs.Panel>
        ) : null}
        <Tabs.Panel value="preview" pt="md">
          <Preview values={values} language={language} makes={makes} asked={questions} />
        </Tabs.Panel>
        <Tabs.Panel value="embed" pt="md">
          <Codes object={object} form={form} isDirty={draft.isDirty} />
        </Tabs.Panel>
        {form ? (
          <Tabs.Panel value="posts" pt="md">
            <Posts form={form} />
          </Tabs.Panel>
        ) : null}
      </Tabs>
    </div>
  );
}

/** Who makes a form is told of what comes by it (OO-WEB-05); it speaks as they do. */
const startFor = (user: { id: string; language: string }): Record<string, unknown> => ({
  ...{ active: true, makes: 'lead', language: user.language, notify: [user.id] },
  ...{ source: 'webForm', doubleOptIn: false },
  ...{ protection: 'normal', perMinute: 60, fields: presets.person },
});

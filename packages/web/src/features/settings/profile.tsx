import {
  Checkbox,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { languages, localeFor } from '@relata/model';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatIn } from '../../app/format.ts';
import { isLanguage, speak, useLabels } from '../../app/language.ts';
import { type GroupChoice, groupChoices, isGroupChoice } from '../../data/group-choice.ts';
import { changeMe, useMe, usePreference } from '../../data/session.ts';
import { sayProblem, tell } from '../../data/undo.ts';
import { useAsksForNext } from '../../engine/next/use-asks-for-next.ts';
import { languageNames } from '../../locales/index.ts';
import { timeZoneChoices } from './choices.ts';
import { localeChoices, sampleMoment } from './locales.ts';
import classes from './settings.module.css';

/** What somebody may be told, by kind of notification. */
const news = ['owner', 'access', 'followed', 'form', 'work'] as const;
const noneOf: string[] = [];
const isKinds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** What a person sets for themselves; each change is kept at once. */
export function Profile() {
  const { t } = useTranslation(['settings', 'app']);
  const labels = useLabels();
  const { user, workspace } = useMe();
  const [name, setName] = useState(user.name);
  const [signature, setSignature] = useState(user.signature ?? '');
  const [asksForNext, setAsksForNext] = useAsksForNext();
  const [muted, mute] = usePreference('muted', noneOf, isKinds);
  const [groups, setGroups] = usePreference<GroupChoice>('groups', 'ask', isGroupChoice);
  const locale = localeFor(user, workspace);
  const format = formatIn(locale, user.timeZone ?? workspace.timeZone);
  const locales = useMemo(() => localeChoices(user.language, locale), [user.language, locale]);
  const zones = useMemo(
    () => timeZoneChoices(user.timeZone ?? workspace.timeZone),
    [user.timeZone, workspace.timeZone],
  );
  const keep = (changes: Parameters<typeof changeMe>[0]) => {
    changeMe(changes).then(() => tell(t('profile.saved')), sayProblem);
  };

  return (
    <Stack className={classes['form']} gap="md">
      <Title order={2}>{t('profile.title')}</Title>
      <TextInput
        label={t('profile.name')}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => name.trim() && name.trim() !== user.name && keep({ name: name.trim() })}
      />
      <TextInput
        label={t('profile.email')}
        description={`${t('profile.emailHint')} ${labels.role(user.role)}.`}
        value={user.email}
        readOnly
      />
      <Select
        label={t('profile.language')}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={user.language}
        allowDeselect={false}
        onChange={(value) => {
          if (!isLanguage(value)) return;
          void speak(value).then(() => keep({ language: value, locale: null }));
        }}
      />
      <Select
        label={t('profile.locale')}
        description={t('profile.localeHint', {
          date: format.dateTime(sampleMoment),
          number: format.number('1234567.89'),
        })}
        data={locales}
        value={locale}
        searchable
        allowDeselect={false}
        onChange={(value) => value && keep({ locale: value })}
      />
      <Select
        label={t('profile.timeZone')}
        description={
          user.timeZone ? undefined : t('profile.sameAsWorkspace', { zone: workspace.timeZone })
        }
        data={zones}
        value={user.timeZone ?? workspace.timeZone}
        searchable
        allowDeselect={false}
        onChange={(value) => value && keep({ timeZone: value })}
      />
      <Textarea
        label={t('profile.signature')}
        description={t('profile.signatureHint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={signature}
        onChange={(event) => setSignature(event.currentTarget.value)}
        onBlur={() =>
          signature.trim() !== (user.signature ?? '') &&
          keep({ signature: signature.trim() || null })
        }
      />
      <Checkbox.Group
        label={t('profile.tell')}
        value={news.filter((kind) => !muted.includes(kind))}
        onChange={(told) => mute(news.filter((kind) => !told.includes(kind)))}
      >
        <Stack gap="xs" mt="xs">
          {news.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`profile.told.${kind}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Select
        label={t('profile.groups.label')}
        description={t('profile.groups.hint')}
        data={groupChoices.map((value) => ({ value, label: t(`profile.groups.${value}`) }))}
        value={groups}
        allowDeselect={false}
        onChange={(value) => isGroupChoice(value) && setGroups(value)}
      />
      <Checkbox
        label={t('profile.asksForNext')}
        checked={asksForNext}
        onChange={(event) => setAsksForNext(event.currentTarget.checked)}
      />
      <div>
        <Text size="sm" fw={500} mb={4} id="theme-label">
          {t('profile.theme')}
        </Text>
        <SegmentedControl
          aria-labelledby="theme-label"
          data={(['light', 'dark', 'auto'] as const).map((value) => ({
            value,
            label: t(`app:shell.${value}`),
          }))}
          value={user.theme ?? 'auto'}
          onChange={(value) =>
            keep({ theme: value === 'light' || value === 'dark' ? value : 'auto' })
          }
        />
      </div>
    </Stack>
  );
}

import { Anchor, Group, Switch, TextInput } from '@mantine/core';
import type { ObjectChanges, ShapedObject } from '@relata/client';
import { objectNameProblem, type ObjectLabel, pluralProblem, shipped } from '@relata/model';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { useFieldErrors } from '../../../engine/forms/field-errors.ts';
import { SettingDrawer } from '../setting-drawer.tsx';
import { BelowInput } from './below-input.tsx';
import { BoardInput } from './board-input.tsx';
import { IconPicker } from './icon-picker.tsx';
import { NamesInput } from './names-input.tsx';
import { forgetObjects } from './objects-data.ts';
import { proposeName, proposePlural } from './propose.ts';

interface Props {
  /** null: a new one. */
  object: ShapedObject | null;
  onLayout: () => void;
  onRemove: () => void;
  onClose: () => void;
}

/** An object as the workspace wants it: names in its own words, icon, board; of ours, whether it is in use. */
export function ObjectForm({ object, onLayout, onRemove, onClose }: Props) {
  const { t, i18n } = useTranslation(['objects', 'app']);
  const labels = useLabels();
  const catalog = useCatalog();
  const navigate = useNavigate();
  const language = isLanguage(i18n.language) ? i18n.language : 'en';
  const [label, setLabel] = useState<ObjectLabel>(object?.label ?? {});
  const [icon, setIcon] = useState(object?.icon ?? 'box');
  const [board, setBoard] = useState(object?.board ?? null);
  const [below, setBelow] = useState(object?.below ?? '');
  const [withoutActivities, setWithout] = useState(object?.withoutActivities ?? false);
  const [off, setOff] = useState(object?.off ?? false);
  const [given, setGiven] = useState<{ name?: string; plural?: string }>({});
  const [error, setError] = useState<unknown>(null);
  const names = label[language] ?? Object.values(label)[0];
  const name = given.name ?? proposeName(catalog, names?.one ?? '');
  const plural = given.plural ?? proposePlural(catalog, names?.many ?? '');
  const at = useFieldErrors(error);
  const saying = (code: string | null) =>
    code === null ? undefined : labels.invalid({ code, message: code });
  const said = cleaned(label);
  const isOwn = object === null || object.custom;
  const described = catalog.objects[object?.name ?? ''];
  const isHalf = Object.values(label).some(
    (one) => Boolean(one.one.trim()) !== Boolean(one.many.trim()),
  );

  const save = async () => {
    try {
      if (object === null) {
        const made = await changeSetting(
          async () => {
            const one = await client.addObject({ name, plural, label: said ?? {}, icon });
            await forgetObjects();
            return one;
          },
          t('made', { object: labels.object({ name, label: said ?? {} }, 'many') }),
        );
        await navigate({
          to: '/settings/$page',
          params: { page: 'fields' },
          search: { open: made.name },
        });
        return;
      }
      const changes = changesOf(object, {
        ...{ label: said, icon, board, off, below, withoutActivities },
      });
      if (Object.keys(changes).length)
        await changeSetting(
          async () => {
            await client.changeObject(object.name, changes);
            await forgetObjects();
          },
          t('saved', { object: labels.object({ name: object.name, label: said ?? {} }, 'many') }),
        );
      onClose();
    } catch (caught) {
      setError(caught);
    }
  };

  return (
    <SettingDrawer
      title={object ? labels.object(object, 'many') : t('add')}
      problem={at('name', 'plural', 'label') ? null : error}
      submit={t(object === null ? 'add' : 'app:save')}
      isReady={
        !isHalf && (!isOwn || (said !== null && (object !== null || Boolean(name && plural))))
      }
      typed={[label, icon, board, off, below, withoutActivities, given]}
      onSubmit={save}
      onClose={onClose}
      remove={
        object && (object.custom || isShaped(object))
          ? { label: t(object.custom ? 'remove' : 'reset'), ask: onRemove }
          : undefined
      }
    >
      <NamesInput
        object={isOwn ? null : object.name}
        value={label}
        error={at('label')}
        onChange={setLabel}
      />
      {object === null ? (
        <>
          <TextInput
            label={t('apiName')}
            description={t('apiNameHint')}
            value={name}
            error={at('name') ?? (name ? saying(objectNameProblem(catalog, name)) : undefined)}
            onChange={(event) => setGiven({ ...given, name: event.currentTarget.value.trim() })}
          />
          <TextInput
            label={t('address')}
            description={`${window.location.origin}/${plural || '…'}`}
            value={plural}
            error={at('plural') ?? (plural ? saying(pluralProblem(catalog, plural)) : undefined)}
            onChange={(event) => setGiven({ ...given, plural: event.currentTarget.value.trim() })}
          />
        </>
      ) : null}
      <IconPicker value={icon} onChange={setIcon} />
      {described ? (
        <>
          <BoardInput object={described} value={board} onChange={setBoard} />
          <BelowInput object={described} value={below} onChange={setBelow} />
          {described.timeline ? (
            <Switch
              label={t('activities')}
              checked={!withoutActivities}
              onChange={(event) => setWithout(!event.currentTarget.checked)}
            />
          ) : null}
          <Group gap="md">
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/settings/$page"
                  params={{ page: 'fields' }}
                  search={{ open: described.name }}
                />
              )}
            >
              {t('fields')}
            </Anchor>
            <Anchor component="button" type="button" size="sm" onClick={onLayout}>
              {t('layout')}
            </Anchor>
          </Group>
        </>
      ) : null}
      {isOwn ? null : (
        <Switch
          label={t('inUse')}
          description={t(off ? 'offHint' : 'inUseHint')}
          checked={!off}
          onChange={(event) => setOff(!event.currentTarget.checked)}
        />
      )}
    </SettingDrawer>
  );
}

/** Without languages in which nothing is said. */
function cleaned(label: ObjectLabel): ObjectLabel | null {
  const said = Object.entries(label).flatMap(([language, { one, many, new: button }]) =>
    one.trim() && many.trim()
      ? [
          [
            language,
            { one: one.trim(), many: many.trim(), ...(button?.trim() && { new: button.trim() }) },
          ] as const,
        ]
      : [],
  );
  return said.length ? Object.fromEntries(said) : null;
}

function changesOf(
  object: ShapedObject,
  {
    label,
    icon,
    board,
    off,
    below,
    withoutActivities,
  }: { label: ObjectLabel | null } & Pick<
    ShapedObject,
    'icon' | 'board' | 'off' | 'below' | 'withoutActivities'
  >,
): ObjectChanges {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return {
    ...(!isSame(label ?? {}, object.label) && { label }),
    ...(icon !== object.icon && { icon }),
    ...(!isSame(board, object.board) && { board }),
    ...(off !== object.off && { off }),
    ...(below !== object.below && { below }),
    ...(withoutActivities !== object.withoutActivities && { withoutActivities }),
  };
}

/** Is one of ours different here from what is shipped? */
function isShaped({ name, label, icon, board, layouts, ...rest }: ShapedObject): boolean {
  const ours = shipped.objects[name];
  return (
    Object.keys(label).length > 0 ||
    Object.keys(layouts).length > 0 ||
    icon !== ours?.icon ||
    board?.by !== ours.board?.by ||
    board?.sum !== ours.board?.sum ||
    rest.below !== (ours.below ?? '') ||
    rest.withoutActivities
  );
}

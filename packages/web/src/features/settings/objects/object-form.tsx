import { Alert, Anchor, Button, Drawer, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ApiProblem, type ObjectChanges, type ShapedObject } from '@relata/client';
import { objectNameProblem, type ObjectLabel, pluralProblem, shipped } from '@relata/model';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { tell } from '../../../data/undo.ts';
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
  const problem = useProblemText();
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const language = isLanguage(i18n.language) ? i18n.language : 'en';
  const [label, setLabel] = useState<ObjectLabel>(object?.label ?? {});
  const [icon, setIcon] = useState(object?.icon ?? 'box');
  const [board, setBoard] = useState(object?.board ?? null);
  const [off, setOff] = useState(object?.off ?? false);
  const [given, setGiven] = useState<{ name?: string; plural?: string }>({});
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const names = label[language] ?? Object.values(label)[0];
  const name = given.name ?? proposeName(catalog, names?.one ?? '');
  const plural = given.plural ?? proposePlural(catalog, names?.many ?? '');
  const errors = error instanceof ApiProblem ? error.errors : [];
  const at = (part: string) => {
    const found = errors.find((one) => one.field.split('.', 1)[0] === part);
    return found && labels.invalid(found);
  };
  const saying = (code: string | null) =>
    code === null ? undefined : labels.invalid({ code, message: code });
  const said = cleaned(label);
  const isOwn = object === null || object.custom;
  const described = catalog.objects[object?.name ?? ''];
  const isHalf = Object.values(label).some(
    (one) => Boolean(one.one.trim()) !== Boolean(one.many.trim()),
  );

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      if (object === null) {
        const made = await client.addObject({ name, plural, label: said ?? {}, icon });
        await forgetObjects();
        tell(t('made', { object: labels.object({ name, label: said ?? {} }, 'many') }));
        await navigate({
          to: '/settings/$page',
          params: { page: 'fields' },
          search: { open: made.name },
        });
        return;
      }
      const changes = changesOf(object, { label: said, icon, board, off });
      if (Object.keys(changes).length) {
        await client.changeObject(object.name, changes);
        await forgetObjects();
        tell(
          t('saved', { object: labels.object({ name: object.name, label: said ?? {} }, 'many') }),
        );
      }
      onClose();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  const isSaid = errors.some((one) =>
    ['name', 'plural', 'label'].includes(one.field.split('.', 1)[0] ?? ''),
  );

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={isNarrow ? '100%' : 520}
      title={object ? labels.object(object, 'many') : t('add')}
      closeButtonProps={{ 'aria-label': t('app:cancel') }}
    >
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          {error && !isSaid ? (
            <Alert color="red" variant="light" role="alert">
              {problem(error)}
            </Alert>
          ) : null}
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
                error={
                  at('plural') ?? (plural ? saying(pluralProblem(catalog, plural)) : undefined)
                }
                onChange={(event) =>
                  setGiven({ ...given, plural: event.currentTarget.value.trim() })
                }
              />
            </>
          ) : null}
          <IconPicker value={icon} onChange={setIcon} />
          {described ? (
            <>
              <BoardInput object={described} value={board} onChange={setBoard} />
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
          <Group justify="space-between">
            {object && (object.custom || isShaped(object)) ? (
              <Button variant="subtle" color="red" onClick={onRemove}>
                {t(object.custom ? 'remove' : 'reset')}
              </Button>
            ) : (
              <span />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('app:cancel')}
              </Button>
              <Button
                type="submit"
                loading={isBusy}
                disabled={isHalf || (isOwn && (!said || (object === null && !(name && plural))))}
              >
                {t(object === null ? 'add' : 'app:save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Drawer>
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
  }: { label: ObjectLabel | null } & Pick<ShapedObject, 'icon' | 'board' | 'off'>,
): ObjectChanges {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return {
    ...(!isSame(label ?? {}, object.label) && { label }),
    ...(icon !== object.icon && { icon }),
    ...(!isSame(board, object.board) && { board }),
    ...(off !== object.off && { off }),
  };
}

/** Is one of ours different here from what is shipped? */
function isShaped({ name, label, icon, board, layouts }: ShapedObject): boolean {
  const ours = shipped.objects[name];
  return (
    Object.keys(label).length > 0 ||
    Object.keys(layouts).length > 0 ||
    icon !== ours?.icon ||
    board?.by !== ours.board?.by ||
    board?.sum !== ours.board?.sum
  );
}

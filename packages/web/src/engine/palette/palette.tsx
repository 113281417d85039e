import { Loader, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { openSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { fold } from '@relata/model';
import {
  IconArrowBackUp,
  IconKeyboard,
  IconLogout,
  IconPlus,
  IconSearch,
  IconSettings,
  IconSunMoon,
  IconTrash,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leave } from '../../app/enter.ts';
import { useLabels, withTextsOf } from '../../app/language.ts';
import { hasRecycleBin, useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { changeMe, useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { undoLast } from '../../data/undo.ts';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { askCreate } from '../forms/ask-create.ts';
import classes from './palette.module.css';
import { Records } from './records.tsx';

interface Command {
  id: string;
  label: string;
  icon: ReactNode;
  run: () => void;
}

interface Props {
  query: string;
  onQuery: (query: string) => void;
  onHelp: () => void;
}

/** The pages of the settings by name and search words: loaded with the first use. */
const loadSubjects = async () => {
  const { findableSubjects } = await withTextsOf(
    ['settings', 'people', 'subjects'],
    import('../../features/settings/subject-words.ts'),
  );
  return findableSubjects;
};

/** Go anywhere, find any record, do anything: one place, one shortcut. */
export function Palette({ query, onQuery, onHelp }: Props) {
  const { t, i18n } = useTranslation('app');
  const labels = useLabels();
  const catalog = useCatalog();
  const { viewedBy, can } = useMe();
  const navigate = useNavigate();
  const [words] = useDebouncedValue(query.trim(), 100);
  const { data: answer, isFetching } = useQuery({
    queryKey: ['search', words],
    queryFn: async ({ signal }) => ({
      typed: words,
      found: await client.search(words, { limit: 12 }, signal),
    }),
    enabled: words.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  useEffect(openSpotlight, []);

  const { data: findSubjects } = useQuery({
    queryKey: ['palette', 'settings', i18n.language],
    queryFn: loadSubjects,
    staleTime: Infinity,
  });
  const subjects = findSubjects?.(
    catalog,
    { administers: can.administer, isOnlooker: viewedBy !== null },
    labels,
  );
  // Eighteen more lines that nobody has asked for would only be in the way.
  const asked = fold(query.trim()).split(' ').filter(Boolean);
  const settings: Command[] = (asked.length ? (subjects ?? []) : [])
    .filter(({ words: all }) => asked.every((word) => fold(all).includes(word)))
    .map(({ page, title, icon: Icon }) => ({
      id: `settings-${page}`,
      label: title,
      icon: <Icon size={18} stroke={1.6} />,
      run: () => void navigate({ to: '/settings/$page', params: { page } }),
    }));

  const objects = Object.values(catalog.objects);
  const matching = (commands: Command[]) =>
    commands.filter(({ label }) => fold(label).includes(fold(query.trim())));
  const goTo = matching([
    ...objects
      .filter((object) => object.place === 'main' && object.can.read)
      .map((object) => ({
        id: `go-${object.name}`,
        label: labels.object(object, 'many'),
        icon: <ObjectIcon name={object.icon} />,
        run: () => void navigate({ to: '/$plural', params: { plural: object.plural } }),
      })),
    {
      id: 'settings',
      label: t('shell.settings'),
      icon: <IconSettings size={18} stroke={1.6} />,
      run: () => void navigate({ to: '/settings' }),
    },
    ...(hasRecycleBin(catalog)
      ? [
          {
            id: 'bin',
            label: t('shell.recycleBin'),
            icon: <IconTrash size={18} stroke={1.6} />,
            run: () => void navigate({ to: '/recycle-bin' }),
          },
        ]
      : []),
  ]);
  const create = matching(
    objects
      .filter((object) => object.place === 'main' && object.can.create)
      .map((object) => ({
        id: `new-${object.name}`,
        label: labels.object(object, 'new'),
        icon: <IconPlus size={18} stroke={1.6} />,
        run: () => void askCreate({ object: object.name }),
      })),
  );
  // Whoever looks on as somebody else neither changes nor signs out anything.
  const own = (commands: Command[]) => (viewedBy ? [] : commands);
  const actions = matching([
    ...own([
      {
        id: 'undo',
        label: t('palette.undo'),
        icon: <IconArrowBackUp size={18} stroke={1.6} />,
        run: () => void undoLast(),
      },
      {
        id: 'theme',
        label: t('palette.toggleTheme'),
        icon: <IconSunMoon size={18} stroke={1.6} />,
        run: () => {
          const isDark = document.documentElement.dataset['mantineColorScheme'] === 'dark';
          void changeMe({ theme: isDark ? 'light' : 'dark' }).catch(sayProblem);
        },
      },
    ]),
    {
      id: 'help',
      label: t('shell.shortcuts'),
      icon: <IconKeyboard size={18} stroke={1.6} />,
      run: onHelp,
    },
    ...own([
      {
        id: 'leave',
        label: t('shell.signOut'),
        icon: <IconLogout size={18} stroke={1.6} />,
        run: () => void leave(),
      },
    ]),
  ]);
  const records = words && query.trim() ? (answer?.found ?? []) : [];
  // What is only like it stands behind everything that is called so.
  const isSimilar = records[0]?.similar ?? false;
  const isEmpty =
    goTo.length + settings.length + create.length + actions.length + records.length === 0;

  // Enter takes what stands first, until somebody walks elsewhere. The library marks it before the list has changed.
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const hasWalked = useRef(false);
  const commands = [...goTo, ...settings, ...create, ...actions];
  const shown = [...(isSimilar ? [] : records), ...commands, ...(isSimilar ? records : [])]
    .map(({ id }) => id)
    .join();
  useEffect(() => {
    // The library names the search box, but not the dialog around it.
    list?.closest('[role=dialog]')?.setAttribute('aria-label', t('palette.label'));
    if (!query.trim() || hasWalked.current) return;
    for (const [at, entry] of list?.querySelectorAll('[data-action]').entries() ?? []) {
      if (at === 0) entry.setAttribute('data-selected', 'true');
      else entry.removeAttribute('data-selected');
    }
    // The same records are others where they stand elsewhere.
  }, [list, query, shown, isSimilar, t]);

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={(next) => {
        hasWalked.current = false;
        onQuery(next);
      }}
      shortcut={null}
      maxHeight="60vh"
      scrollable
    >
      <Spotlight.Search
        data-palette-box
        placeholder={t('palette.hint')}
        aria-label={t('palette.label')}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
        rightSection={isFetching && query.trim() ? <Loader size="xs" /> : undefined}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') hasWalked.current = true;
        }}
      />
      <Spotlight.ActionsList ref={setList}>
        {!isSimilar && <Records label={t('palette.found')} records={records} />}
        <Commands label={t('palette.goTo')} commands={goTo} />
        <Commands label={t('shell.settings')} commands={settings} />
        <Commands label={t('palette.create')} commands={create} />
        <Commands label={t('palette.do')} commands={actions} />
        {isSimilar && (
          <>
            <Text role="status" size="sm" c="dimmed" px="md" pt="sm" pb={4}>
              {t('palette.similar', { typed: answer?.typed })}
            </Text>
            <Records records={records} />
          </>
        )}
        {isEmpty && (
          <Spotlight.Empty>
            {isFetching || words !== query.trim() ? t('palette.searching') : t('palette.nothing')}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Commands({ label, commands }: { label: string; commands: Command[] }) {
  if (!commands.length) return null;
  return (
    <Spotlight.ActionsGroup label={label}>
      {commands.map(({ id, label: name, icon, run }) => (
        <Spotlight.Action
          className={classes['action'] ?? ''}
          key={id}
          leftSection={icon}
          label={name}
          onClick={run}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

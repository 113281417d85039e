import { ActionIcon, Button, Kbd, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMenu2,
  IconMoon,
  IconPlus,
  IconSearch,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { languages } from '@relata/model';
import type { Theme } from '@relata/client';
import { changeMe, useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { languageNames } from '../../locales/index.ts';
import { useCatalog } from '../../data/catalog.ts';
import { askCreate } from '../../engine/forms/ask-create.ts';
import { Bell } from '../../engine/notifications/bell.tsx';
import { openPalette } from '../../engine/palette/open-palette.ts';
import { Face } from '../../fields/face.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { leave } from '../enter.ts';
import { speak, useLabels } from '../language.ts';
import classes from './top-bar.module.css';
import { ViewedMenu } from './viewed-menu.tsx';
import { WorkspaceItems } from './workspaces.tsx';

const NewWorkspaceDialog = lazy(() =>
  import('./new-workspace.tsx').then((module) => ({ default: module.NewWorkspaceDialog })),
);

const commandKey = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

const themes: { theme: Theme; icon: typeof IconSun }[] = [
  { theme: 'light', icon: IconSun },
  { theme: 'dark', icon: IconMoon },
  { theme: 'auto', icon: IconDeviceDesktop },
];

interface Props {
  onMenu: () => void;
  isMenuOpen: boolean;
  isNarrow: boolean;
  onHelp: () => void;
}

export function TopBar({ onMenu, isMenuOpen, isNarrow, onHelp }: Props) {
  const { t } = useTranslation('app');
  const { viewedBy } = useMe();
  return (
    <div className={classes['bar']}>
      {isNarrow && (
        <ActionIcon
          onClick={onMenu}
          aria-label={t('shell.openNavigation')}
          aria-expanded={isMenuOpen}
        >
          <IconMenu2 size={20} />
        </ActionIcon>
      )}
      <Button
        className={classes['search'] ?? ''}
        variant="default"
        justify="flex-start"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={isNarrow ? undefined : <Kbd size="xs">{commandKey} K</Kbd>}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={openPalette}
      >
        <span className={classes['searchText']}>{t('shell.search')}</span>
      </Button>
      <div className={classes['end']}>
        <CreateMenu />
        {!viewedBy && <Bell />}
        {viewedBy ? <ViewedMenu onHelp={onHelp} /> : <PersonMenu onHelp={onHelp} />}
      </div>
    </div>
  );
}

function CreateMenu() {
  const { t } = useTranslation('app');
  const labels = useLabels();
  const catalog = useCatalog();
  const objects = Object.values(catalog.objects).filter(
    (object) => object.place === 'main' && object.can.create,
  );
  if (!objects.length) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button variant="default" px={10} aria-label={t('shell.createNew')}>
          <IconPlus size={18} aria-hidden />
          <span className={classes['createText']}>{t('shell.createNew')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {objects.map((object) => (
          <Menu.Item
            key={object.name}
            leftSection={<ObjectIcon name={object.icon} />}
            onClick={() => void askCreate({ object: object.name })}
          >
            {labels.object(object, 'one')}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function PersonMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('app');
  const { user } = useMe();
  const [isMaking, making] = useDisclosure();
  const navigate = useNavigate();
  return (
    <>
      {isMaking && (
        <Suspense>
          <NewWorkspaceDialog onClose={making.close} />
        </Suspense>
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes['person'] ?? ''}>
            <Face title={user.name} photo={user.photo} size={28} />
            <VisuallyHidden>{t('shell.person')}</VisuallyHidden>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{user.name}</Menu.Label>
          <Menu.Item
            leftSection={<IconUserCircle size={16} aria-hidden />}
            onClick={() => void navigate({ to: '/settings/$page', params: { page: 'profile' } })}
          >
            {t('shell.profile')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
            {t('shell.shortcuts')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('shell.language')}</Menu.Label>
          {languages.map((language) => (
            <Menu.RadioItem
              key={language}
              value={language}
              checked={user.language === language}
              checkIcon={<IconCheck size={16} aria-hidden />}
              closeMenuOnClick
              lang={language}
              onChange={() =>
                void speak(language)
                  .then(() => changeMe({ language, locale: null }))
                  .catch(sayProblem)
              }
            >
              {languageNames[language]}
            </Menu.RadioItem>
          ))}
          <Menu.Divider />
          <Menu.Label>{t('shell.theme')}</Menu.Label>
          {themes.map(({ theme, icon: Icon }) => (
            <Menu.RadioItem
              key={theme}
              value={theme}
              checked={(user.theme ?? 'auto') === theme}
              checkIcon={<IconCheck size={16} aria-hidden />}
              closeMenuOnClick
              rightSection={<Icon size={16} aria-hidden />}
              onChange={() => void changeMe({ theme }).catch(sayProblem)}
            >
              {t(`shell.${theme}`)}
            </Menu.RadioItem>
          ))}
          <WorkspaceItems onMake={making.open} />
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void leave()}
          >
            {t('shell.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

import { ActionIcon, Avatar, Button, Menu, UnstyledButton } from '@mantine/core';
import { IconDeviceDesktop, IconLanguage, IconLogout, IconMenu2, IconMoon, IconSearch, IconSun, IconUserCircle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { languages } from '@relata/model';
import type { Theme } from '@relata/client';
import { changeMe, useMe } from '../../data/session.ts';
import { languageNames } from '../../locales/index.ts';
import { leave } from '../enter.ts';
import { speak } from '../language.ts';
import classes from './top-bar.module.css';

const themes: { theme: Theme; icon: typeof IconSun }[] = [
  { theme: 'light', icon: IconSun },
  { theme: 'dark', icon: IconMoon },
  { theme: 'auto', icon: IconDeviceDesktop },
];

export function TopBar({ onMenu, isMenuOpen }: { onMenu: () => void; isMenuOpen: boolean }) {
  const { t } = useTranslation('app');
  return (
    <div className={classes['bar']}>
      <ActionIcon hiddenFrom="sm" onClick={onMenu} aria-label={t('shell.openNavigation')} aria-expanded={isMenuOpen}>
        <IconMenu2 size={20} />
      </ActionIcon>
      <Button
        className={classes['search'] ?? ''}
        variant="default"
        justify="flex-start"
        leftSection={<IconSearch size={16} aria-hidden />}
      >
        <span className={classes['searchText']}>{t('shell.search')}</span>
      </Button>
      <div className={classes['end']}>
        <PersonMenu />
      </div>
    </div>
  );
}

function PersonMenu() {
  const { t } = useTranslation('app');
  const { user } = useMe();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={t('shell.person')} className={classes['person'] ?? ''}>
          <Avatar size={28} name={user.name} color="initials" alt="" />
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
        <Menu.Divider />
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            role="menuitemradio"
            aria-checked={user.language === language}
            lang={language}
            leftSection={<IconLanguage size={16} aria-hidden />}
            onClick={() => void speak(language).then(() => changeMe({ language, locale: language }))}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('shell.theme')}</Menu.Label>
        {themes.map(({ theme, icon: Icon }) => (
          <Menu.Item
            key={theme}
            role="menuitemradio"
            aria-checked={(user.theme ?? 'auto') === theme}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => void changeMe({ theme })}
          >
            {t(`shell.${theme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { AppShell, Box } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../../data/live.ts';
import { usePreference } from '../../data/session.ts';
import { useTheme } from '../use-theme.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** What stands around every page: navigation on the left, search and the person on top. */
export function Shell() {
  const { t } = useTranslation('app');
  const [opened, drawer] = useDisclosure();
  const [collapsed, setCollapsed] = usePreference('navigationCollapsed', false, isBoolean);
  const { pathname } = useLocation();
  useLiveUpdates();
  useTheme();
  useEffect(drawer.close, [pathname, drawer.close]);

  return (
    <AppShell
      layout="alt"
      header={{ height: 48 }}
      navbar={{ width: collapsed ? 56 : 220, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      transitionDuration={0}
      classNames={{ header: classes['header'] ?? '', navbar: classes['navbar'] ?? '', main: classes['main'] ?? '' }}
    >
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <AppShell.Navbar>
        <Navigation collapsed={collapsed && !opened} onCollapse={() => setCollapsed(!collapsed)} onClose={drawer.close} drawer={opened} />
      </AppShell.Navbar>
      <AppShell.Header>
        <TopBar onMenu={drawer.toggle} isMenuOpen={opened} />
      </AppShell.Header>
      <AppShell.Main>
        <ConnectionBanner />
        <Box id="content" tabIndex={-1} className={classes['content'] ?? ''}>
          <Outlet />
        </Box>
      </AppShell.Main>
    </AppShell>
  );
}

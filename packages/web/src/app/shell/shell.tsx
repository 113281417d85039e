import { AppShell, Box } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../../data/live.ts';
import { usePreference } from '../../data/session.ts';
import { CreateHost } from '../../engine/forms/create-host.tsx';
import { PaletteHost } from '../../engine/palette/palette-host.tsx';
import { useTheme } from '../use-theme.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { useCreateHere } from './use-create-here.ts';
import { useShortcuts } from './use-shortcuts.ts';

const Shortcuts = lazy(() => import('./shortcuts.tsx').then((module) => ({ default: module.Shortcuts })));

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** What stands around every page: navigation on the left, search and the person on top. */
export function Shell() {
  const { t } = useTranslation('app');
  const [opened, drawer] = useDisclosure();
  const [collapsed, setCollapsed] = usePreference('navigationCollapsed', false, isBoolean);
  const { pathname } = useLocation();
  const [isHelpOpen, help] = useDisclosure();
  const createHere = useCreateHere();
  useLiveUpdates();
  useShortcuts({ help: help.open, create: createHere });
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
        <TopBar onMenu={drawer.toggle} isMenuOpen={opened} onHelp={help.open} />
      </AppShell.Header>
      <AppShell.Main>
        <ConnectionBanner />
        <Box id="content" tabIndex={-1} className={classes['content'] ?? ''}>
          <Outlet />
        </Box>
      </AppShell.Main>
      <CreateHost />
      <PaletteHost onHelp={help.open} />
      {isHelpOpen && (
        <Suspense fallback={null}>
          <Shortcuts onClose={help.close} />
        </Suspense>
      )}
    </AppShell>
  );
}

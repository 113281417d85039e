import { FocusTrap } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../../data/live.ts';
import { usePreference } from '../../data/session.ts';
import { CreateHost } from '../../engine/forms/create-host.tsx';
import { MissingHost } from '../../engine/forms/missing-host.tsx';
import { NextHost } from '../../engine/next/next-host.tsx';
import { PaletteHost } from '../../engine/palette/palette-host.tsx';
import { fetchAhead } from '../fetch-ahead.ts';
import { SessionProvider } from '../session-provider.tsx';
import { QuestionHost } from '../../ui/question-host.tsx';
import { ExportHost } from '../../features/export/export-host.tsx';
import { useTheme } from '../use-theme.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { useCreateHere } from './use-create-here.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { ViewingBanner } from './viewing-banner.tsx';
import { useSameWorkspace } from './workspaces.tsx';

const Shortcuts = lazy(() =>
  import('./shortcuts.tsx').then((module) => ({ default: module.Shortcuts })),
);

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** The part of the app for somebody who is signed in. */
export function Shell() {
  return (
    <SessionProvider>
      <Frame />
    </SessionProvider>
  );
}

/** What stands around every page: navigation on the left, search and the person on top. */
function Frame() {
  const { t } = useTranslation('app');
  const isNarrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const [isDrawerOpen, drawer] = useDisclosure();
  const [collapsed, setCollapsed] = usePreference('navigationCollapsed', false, isBoolean);
  const { pathname } = useLocation();
  const [isHelpOpen, help] = useDisclosure();
  const createHere = useCreateHere();
  useLiveUpdates();
  useSameWorkspace();
  useTheme();
  useShortcuts({ help: help.open, create: createHere });
  useEffect(() => fetchAhead(), []);
  const { close: closeDrawer } = drawer;
  useEffect(() => closeDrawer(), [pathname, closeDrawer]);
  const side = isNarrow ? '0px' : collapsed ? '56px' : '220px';
  // What is fixed to the window, such as toasts, keeps clear of the navigation.
  useEffect(() => document.documentElement.style.setProperty('--side', side), [side]);

  return (
    <div className={classes['shell']}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      {isNarrow ? (
        isDrawerOpen && (
          <>
            <div className={classes['shade']} onClick={drawer.close} aria-hidden />
            <FocusTrap active>
              <div
                className={classes['drawer']}
                role="dialog"
                aria-modal="true"
                aria-label={t('shell.navigation')}
                onKeyDown={(event) => event.key === 'Escape' && drawer.close()}
              >
                <Navigation
                  collapsed={false}
                  drawer
                  onCollapse={drawer.close}
                  onClose={drawer.close}
                />
              </div>
            </FocusTrap>
          </>
        )
      ) : (
        <div className={classes['side']} data-collapsed={collapsed || undefined}>
          <Navigation
            collapsed={collapsed}
            drawer={false}
            onCollapse={() => setCollapsed(!collapsed)}
            onClose={drawer.close}
          />
        </div>
      )}
      <div className={classes['body']}>
        <ViewingBanner />
        <header className={classes['header']}>
          <TopBar
            onMenu={drawer.toggle}
            isMenuOpen={isDrawerOpen}
            isNarrow={isNarrow}
            onHelp={help.open}
          />
        </header>
        <ConnectionBanner />
        <main id="content" tabIndex={-1} className={classes['content']}>
          <Outlet />
        </main>
      </div>
      <CreateHost />
      <MissingHost />
      <NextHost />
      <ExportHost />
      <QuestionHost no={t('cancel')} close={t('close')} />
      <PaletteHost onHelp={help.open} />
      {isHelpOpen && (
        <Suspense fallback={null}>
          <Shortcuts onClose={help.close} />
        </Suspense>
      )}
    </div>
  );
}

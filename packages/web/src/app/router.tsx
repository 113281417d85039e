import type { DuplicateStrength } from '@relata/client';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { viewed } from '../data/viewing.ts';
import { readCollectionState } from '../engine/collection/state/address.ts';
import { withTextsOf } from './language.ts';
import { readImportAddress } from '../features/import/address.ts';
import { enter, firstPlace, mustBeNew, mustBeStranger, mustLackFactor } from './enter.ts';
import { PageError, PageMissing } from './page-problem.tsx';
import { readSearch, writeSearch } from './search-params.ts';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: PageMissing,
  errorComponent: PageError,
});

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (
    search: Record<string, unknown>,
  ): { to?: string | undefined; problem?: string | undefined; second?: true | undefined } => ({
    to: text(search['to']),
    // Both by the server, back from an OpenID provider.
    problem: text(search['problem']),
    second: search['second'] === undefined ? undefined : true,
  }),
  beforeLoad: mustBeStranger,
  component: lazyRouteComponent(
    () => withTextsOf(['security'], import('../features/sign-in/page.tsx')),
    'SignInPage',
  ),
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => withTextsOf(['security'], import('../features/sign-in/forgot-page.tsx')),
    'ForgotPage',
  ),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(
    () => withTextsOf(['security'], import('../features/sign-in/new-password-page.tsx')),
    'NewPasswordPage',
  ),
});

const newEmail = createRoute({
  getParentRoute: () => root,
  path: '/new-email',
  component: lazyRouteComponent(
    () => withTextsOf(['security'], import('../features/sign-in/new-email-page.tsx')),
    'NewEmailPage',
  ),
});

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  beforeLoad: mustLackFactor,
  component: lazyRouteComponent(
    () => withTextsOf(['security'], import('../features/sign-in/demanded-page.tsx')),
    'DemandedPage',
  ),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite',
  validateSearch: (search: Record<string, unknown>): { token?: string | undefined } => ({
    token: text(search['token']),
  }),
  component: lazyRouteComponent(
    () => withTextsOf(['people'], import('../features/invite/page.tsx')),
    'InvitePage',
  ),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: mustBeNew,
  component: lazyRouteComponent(() => import('../features/set-up/page.tsx'), 'SetUpPage'),
});

/** Everything below is for somebody who is signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: enter,
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/$plural', params: { plural: firstPlace() }, replace: true });
  },
});

const welcome = createRoute({
  getParentRoute: () => inside,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../features/set-up/welcome.tsx'), 'WelcomePage'),
});

const recycleBin = createRoute({
  getParentRoute: () => inside,
  path: '/recycle-bin',
  validateSearch: (search: Record<string, unknown>): { object?: string | undefined } => ({
    object: text(search['object']),
  }),
  component: lazyRouteComponent(() => import('../engine/recycle-bin/page.tsx'), 'RecycleBinPage'),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(
    () =>
      withTextsOf(
        ['settings', 'security', 'people', 'roles', 'subjects'],
        import('../features/settings/frame.tsx'),
      ),
    'SettingsFrame',
  ),
});

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    const page = viewed() ? 'workspace' : 'profile';
    throw redirect({ to: '/settings/$page', params: { page }, replace: true });
  },
});

const settingsPage = createRoute({
  getParentRoute: () => settings,
  path: '$page',
  validateSearch: readCollectionState,
  component: lazyRouteComponent(() => import('../features/settings/page.tsx'), 'SettingsPage'),
});

const settingsForm = createRoute({
  getParentRoute: () => settings,
  path: 'forms/$id',
  validateSearch: (search: Record<string, unknown>): { tab?: string | undefined } => ({
    tab: text(search['tab']),
  }),
  component: lazyRouteComponent(
    () => withTextsOf(['forms'], import('../features/settings/forms/builder-page.tsx')),
    'BuilderPage',
  ),
});

const collection = createRoute({
  getParentRoute: () => inside,
  path: '/$plural',
  validateSearch: readCollectionState,
  component: lazyRouteComponent(() => import('../engine/collection/page.tsx'), 'CollectionPage'),
});

const leadFigures = createRoute({
  getParentRoute: () => inside,
  path: '/leads/figures/$report',
  component: lazyRouteComponent(
    () => withTextsOf(['leads'], import('../features/leads/figures-page.tsx')),
    'FiguresPage',
  ),
});

const goalQuarters = createRoute({
  getParentRoute: () => inside,
  path: '/goals/quarters/$shown',
  validateSearch: (
    search: Record<string, unknown>,
  ): { from?: string | undefined; scale?: 'quarter' | 'year' | undefined } => {
    const from = text(search['from']);
    return {
      from: from && /^\d{4}-\d\d-\d\d$/.test(from) && Date.parse(from) ? from : undefined,
      scale: search['scale'] === 'year' ? 'year' : undefined,
    };
  },
  component: lazyRouteComponent(
    () => withTextsOf(['goals', 'views'], import('../features/goals/page.tsx')),
    'GoalsPage',
  ),
});

const importing = createRoute({
  getParentRoute: () => inside,
  path: '/$plural/import',
  validateSearch: readImportAddress,
  component: lazyRouteComponent(
    () => withTextsOf(['import'], import('../features/import/page.tsx')),
    'ImportPage',
  ),
});

const duplicates = createRoute({
  getParentRoute: () => inside,
  path: '/$plural/duplicates',
  validateSearch: (
    search: Record<string, unknown>,
  ): { strength?: DuplicateStrength | undefined } => ({
    strength: (['strong', 'likely', 'weak'] as const).find((one) => one === search['strength']),
  }),
  component: lazyRouteComponent(
    () => withTextsOf(['duplicates'], import('../engine/duplicates/page.tsx')),
    'DuplicatesPage',
  ),
});

const record = createRoute({
  getParentRoute: () => inside,
  path: '/$plural/$id',
  validateSearch: (
    search: Record<string, unknown>,
  ): { tab?: string | undefined; entry?: string | undefined } => ({
    tab: text(search['tab']),
    entry: text(search['entry']),
  }),
  component: lazyRouteComponent(() => import('../engine/record/page.tsx'), 'RecordPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgot,
    newPassword,
    newEmail,
    secondFactor,
    setUp,
    invite,
    inside.addChildren([
      home,
      welcome,
      recycleBin,
      settings.addChildren([settingsHome, settingsPage, settingsForm]),
      collection,
      leadFigures,
      goalQuarters,
      importing,
      duplicates,
      record,
    ]),
  ]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 60,
  defaultNotFoundComponent: PageMissing,
  defaultErrorComponent: PageError,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

import { type ParsedLocation, redirect } from '@tanstack/react-router';
import { catalogQuery } from '../data/catalog.ts';
import { client } from '../data/client.ts';
import { queryClient } from '../data/query-client.ts';
import { lacksFactor, meQuery, whoAmI } from '../data/session.ts';
import { speak } from './language.ts';

/** Lets in who is signed in, with everything that each page needs; sends others to sign in or to set up. */
export async function enter({ location }: { location: ParsedLocation }): Promise<void> {
  const [me] = await Promise.all([
    whoAmI().catch(toSecondFactor),
    queryClient.ensureQueryData(catalogQuery).catch(() => undefined),
  ]);
  if (!me) {
    if (await client.setUpNeeded()) throw redirect({ to: '/setup', replace: true });
    throw redirect({
      to: '/sign-in',
      search: { to: location.href === '/' ? undefined : location.href },
      replace: true,
    });
  }
  await queryClient.ensureQueryData(catalogQuery);
  document.cookie = `relata_language=${me.user.language}; path=/; max-age=31536000; samesite=lax`;
  await speak(me.user.language);
}

/** The sign-in page is for strangers, once there is somebody to sign in as. */
export async function mustBeStranger(): Promise<void> {
  const [me, setUpNeeded] = await Promise.all([
    whoAmI().catch(toSecondFactor),
    client.setUpNeeded(),
  ]);
  if (setUpNeeded) throw redirect({ to: '/setup', replace: true });
  if (me) throw redirect({ to: '/', replace: true });
}

/** A workspace may ask for more than a password; who has no more gets it first. */
const toSecondFactor = (error: unknown): never => {
  throw lacksFactor(error) ? redirect({ to: '/second-factor', replace: true }) : error;
};

/** Only for somebody who is signed in and held up by it. */
export async function mustLackFactor(): Promise<void> {
  try {
    const me = await whoAmI();
    throw redirect({ to: me ? '/' : '/sign-in', replace: true });
  } catch (error) {
    if (!lacksFactor(error)) throw error;
  }
}

/** Set-up happens once. */
export async function mustBeNew(): Promise<void> {
  if (!(await client.setUpNeeded())) throw redirect({ to: '/', replace: true });
}

/** Where a visit begins: the first object of the navigation that the person may read. */
export function firstPlace(): string {
  const catalog = queryClient.getQueryData(catalogQuery.queryKey);
  const places = Object.values(catalog?.objects ?? {}).filter(
    (object) => object.place === 'main' && object.can.read,
  );
  return places[0]?.plural ?? 'people';
}

/** Forgets everything about who was here, and starts again at the door. */
export async function leave(): Promise<void> {
  await client.signOut().catch(() => undefined);
  queryClient.removeQueries({ queryKey: meQuery.queryKey });
  window.location.assign('/sign-in');
}

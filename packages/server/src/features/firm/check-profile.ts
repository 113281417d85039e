import { invalid, isEmail } from '@relata/model';
import { z } from 'zod';
import type { Profile } from '#engine/catalog/profile.ts';
import type { Work } from '#engine/work.ts';
import { logoPattern, mostLogoBytes, pictureIn } from './logo.ts';

const said = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replaceAll('\u0000', '').toWellFormed().trim() || null)
    .nullish();

/** What an administrator may say of the firm; null or nothing takes it back. */
export const profileChanges = {
  /** Id of an uploaded picture, of which it stays this version: `{id}`, or `{id}.{SHA-256}` as it is kept. */
  logo: z.string().toLowerCase().regex(logoPattern).nullish(),
  address: said(1000),
  phone: said(60),
  website: said(500),
  email: said(400),
  taxId: said(60),
  registrationNumber: said(60),
};

type Wanted = { [K in keyof Profile]?: string | null | undefined };

/** Refuses what is no picture, e-mail address or address of the web. Gives what is kept otherwise than it was said. */
export async function checkProfile(
  work: Work,
  { logo, email, website }: Wanted,
  before: Profile,
): Promise<{ logo?: string }> {
  if (email && !isEmail(email))
    throw invalid('email', 'email', 'this is no e-mail address', { value: email });
  if (website && !isWebAddress(website))
    throw invalid('website', 'website', 'this is no address of the web');
  if (!logo || logo === before.logo) return {};
  const found = await pictureIn(work, logo);
  if (!found) throw invalid('logo', 'image', 'takes a picture');
  if (found.version.size > mostLogoBytes)
    throw invalid('logo', 'logo_size', 'takes 1 MiB at most', { max: '1 MiB' });
  return { logo: found.logo };
}

const isWebAddress = (text: string): boolean =>
  ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');

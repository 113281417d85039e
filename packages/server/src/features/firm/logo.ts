import { Refusal } from '@relata/model';
import { read } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';
import { isImage, type Version, versionsOf } from '#features/files/index.ts';

export const mostLogoBytes = 1024 * 1024;

/** Id of a file and SHA-256 of what it held when an administrator chose it: `{id}.{hex}`; an id alone is its newest. */
export const logoPattern = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\.([\da-f]{64}))?$/;

/** The picture that is meant, and how it is kept; null where it is gone, or is none that a browser may show. */
export async function pictureIn(
  work: Work,
  logo: string,
): Promise<{ version: Version; logo: string } | null> {
  const [, file, sha256] = logoPattern.exec(logo) ?? [];
  if (!file) return null;
  const record = await read(work, 'file', file).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not_found') return null;
    throw error;
  });
  const version =
    record && versionsOf(record).find((one) => sha256 === undefined || one.sha256 === sha256);
  if (!version || !isImage(version.contentType)) return null;
  return { version, logo: `${file}.${version.sha256}` };
}

/**
 * What everybody may see as the logo of the workspace: what an administrator has chosen, whatever was uploaded to the same
 * file since by people who are none.
 */
export async function logoOf(work: Work): Promise<Version | null> {
  const { logo } = work.workspace;
  const found = logo === null ? null : await pictureIn(work, logo);
  return found && found.logo === logo && found.version.size <= mostLogoBytes ? found.version : null;
}

/** Where everybody sees it; another one has another address, so that browsers may keep it. Null: there is none. */
export const logoAddress = ({ id, logo }: { id: string; logo: string | null }): string | null =>
  logo && `/api/v1/workspaces/${id}/logo?of=${logo}`;

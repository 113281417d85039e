import { createHash, randomBytes } from 'node:crypto';

/**
 * The key of an address that is open to strangers: 128 random bits, and the workspace in which it is looked for, so
 * that no search goes through all of them. It says nothing of the record behind it.
 *
 * @param begin what such keys are known by: `in_`, `form_`
 */
export const newAddressKey = (begin: string, workspace: string): string =>
  `${begin}${Buffer.from(workspace.replaceAll('-', ''), 'hex').toString('base64url')}${randomBytes(16).toString('base64url')}`;

/** Id of the workspace that a key names; null where it is no such key. */
export function workspaceOfKey(begin: string, key: string): string | null {
  if (!key.startsWith(begin)) return null;
  const rest = key.slice(begin.length);
  if (!/^[\w-]{44}$/.test(rest)) return null;
  const hex = Buffer.from(rest.slice(0, 22), 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What is kept of a key that nobody is shown twice: SHA-256, in hex. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

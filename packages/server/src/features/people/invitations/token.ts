import { createHash, randomBytes } from 'node:crypto';

/** What the link of an invitation holds: the workspace, then 256 bits that nobody guesses. */
export interface Token {
  workspace: string;
  /** SHA-256 of the secret, in hex: all that is kept of it. */
  hash: string;
}

const secretBytes = 32;
const workspaceBytes = 16;

const hashOf = (secret: Buffer): string => createHash('sha256').update(secret).digest('hex');

/** Makes a new one. The text is in the link and nowhere else. */
export function makeToken(workspace: string): Token & { text: string } {
  const secret = randomBytes(secretBytes);
  const place = Buffer.from(workspace.replaceAll('-', ''), 'hex');
  return {
    text: Buffer.concat([place, secret]).toString('base64url'),
    workspace,
    hash: hashOf(secret),
  };
}

/** Null where the text is no token. */
export function readToken(text: string): Token | null {
  if (!/^[\w-]{64}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== workspaceBytes + secretBytes) return null;
  const hex = bytes.subarray(0, workspaceBytes).toString('hex');
  return {
    workspace: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    hash: hashOf(bytes.subarray(workspaceBytes)),
  };
}

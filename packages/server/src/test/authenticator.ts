import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What it answers to a challenge, as a browser passes it on: W3C WebAuthn's JSON. */
interface Answer {
  id: string;
  rawId: string;
  type: 'public-key';
  response: Record<string, string>;
}

/** A passkey of tests: made and used as WebAuthn says, so that the server's checks are the real ones. */
export interface Authenticator {
  make(challenge: string): Answer;
  use(challenge: string): Answer;
  /** How often it says that it has been used; may be set back. */
  counter: number;
}

const base64url = (bytes: Buffer): string => bytes.toString('base64url');
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
/** User present, user verified (WebAuthn §6.1). */
const verified = 0x05;
const withCredential = 0x40;

export function openAuthenticator(origin: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  // COSE_Key (RFC 9053): EC2, ES256, P-256, x, y.
  const key = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const data = (flags: number, more: Buffer = Buffer.alloc(0)): Buffer => {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags);
    head.writeUInt32BE(made.counter, 1);
    return Buffer.concat([sha256(new URL(origin).hostname), head, more]);
  };
  const client = (type: string, challenge: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const answer = (response: Record<string, Buffer>): Answer => ({
    id: base64url(id),
    rawId: base64url(id),
    type: 'public-key',
    response: Object.fromEntries(
      Object.entries(response).map(([name, bytes]) => [name, base64url(bytes)]),
    ),
  });
  const made: Authenticator = {
    counter: 0,
    make(challenge) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, key]);
      const authData = data(verified | withCredential, credential);
      const size = Buffer.alloc(2);
      size.writeUInt16BE(authData.length);
      // CBOR of {fmt: 'none', attStmt: {}, authData}.
      const attestationObject = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
        size,
        authData,
      ]);
      return answer({ clientDataJSON: client('webauthn.create', challenge), attestationObject });
    },
    use(challenge) {
      made.counter++;
      const clientDataJSON = client('webauthn.get', challenge);
      const authenticatorData = data(verified);
      const signature = sign(
        'sha256',
        Buffer.concat([authenticatorData, sha256(clientDataJSON)]),
        privateKey,
      );
      return answer({ clientDataJSON, authenticatorData, signature });
    },
  };
  return made;
}

import { codeOf, messageOf } from './error-facts.ts';

/**
 * `later`: try again. `changed`: again once login or password are others, and not before: who tries a wrong one again and
 * again is locked out. `never`: the server will not take this letter. `unsure`: it may have taken it.
 */
export type Outlook = 'later' | 'changed' | 'never' | 'unsure';

/**
 * - `address` a host that we do not go to; `unknown_host` no such host
 * - `unreachable` nobody answers there, or not in time
 * - `certificate` the server's is not to be trusted; `encryption` it does not speak the one that is asked for
 * - `login` login or password are refused; `sender`, `recipient` the server will not take mail from or to them
 * - `refused` whatever else the server says no to, or hangs up on
 */
export type MailTrouble =
  | 'address'
  | 'unknown_host'
  | 'unreachable'
  | 'certificate'
  | 'encryption'
  | 'login'
  | 'sender'
  | 'recipient'
  | 'refused';

export class NotSent extends Error {
  readonly outlook: Outlook;
  readonly trouble: MailTrouble;

  constructor(outlook: Outlook, trouble: MailTrouble, cause: unknown, message = messageOf(cause)) {
    super(message, { cause });
    this.name = 'NotSent';
    this.outlook = outlook;
    this.trouble = trouble;
  }
}

/**
 * What nodemailer or a socket threw, told apart. What the server said is the message, without the secret; where there is
 * one, the error itself goes no further, since it holds all of what was said.
 */
export function notSent(error: unknown, isHandedOver: boolean, secret?: string | null): NotSent {
  if (error instanceof NotSent) return error;
  const { response } = Object(error);
  const said = typeof response === 'string' && response ? response : messageOf(error);
  const [message, cause] = secret ? [said.replaceAll(secret, '…'), undefined] : [said, error];
  return new NotSent(outlookOf(error, isHandedOver), troubleOf(error), cause, message);
}

/** A server that says 4xx is asked again, one that says 5xx is not (RFC 5321 §4.2.1); a login can be put right. */
function outlookOf(error: unknown, isHandedOver: boolean): Outlook {
  const { responseCode } = Object(error);
  if (codeOf(error) === 'EAUTH')
    return typeof responseCode === 'number' && responseCode >= 500 ? 'changed' : 'later';
  if (typeof responseCode === 'number') return responseCode >= 500 ? 'never' : 'later';
  if (codeOf(error) === 'EENVELOPE') return 'never';
  return isHandedOver ? 'unsure' : 'later';
}

const certificates = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CRL/;
const handshakes = /^(EPROTO|ERR_SSL|ERR_TLS)/;

function troubleOf(error: unknown): MailTrouble {
  const { code: given, originalCode, command, response } = Object(error);
  const code = String(given);
  const inner = String(originalCode ?? given);
  if (certificates.test(inner)) return 'certificate';
  if (handshakes.test(inner) || code === 'ETLS') return 'encryption';
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'login';
  if (code === 'EENVELOPE') return command === 'RCPT TO' ? 'recipient' : 'sender';
  if (inner === 'ENOTFOUND' || inner === 'EAI_AGAIN') return 'unknown_host';
  return response || code === 'EMESSAGE' || code === 'EPROTOCOL' || code === 'ECONNECTION'
    ? 'refused'
    : 'unreachable';
}

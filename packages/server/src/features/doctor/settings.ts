import type { Config } from '#platform/config.ts';
import { advice, type Finding, wrong } from './finding.ts';

/** What the settings alone say. */
export function lookAtSettings({ publicUrl, host, secret, smtpUrl }: Config): Finding[] {
  const found: Finding[] = [];
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'http:' && !isThisMachine(hostname))
    found.push(
      wrong(
        'plain_http',
        `People reach Relata at ${publicUrl}: passwords and records cross the network in the clear.`,
        'Put a proxy with HTTPS in front and set PUBLIC_URL to its https:// address.',
      ),
    );
  if (protocol === 'https:' && !isThisMachine(host))
    found.push(
      advice(
        'open_port',
        `Relata listens on ${host}: it may also be reached past the proxy, without HTTPS.`,
        'Set HOST to 127.0.0.1, or let a firewall keep others from its port.',
      ),
    );
  if (isWeak(secret))
    found.push(
      wrong(
        'weak_secret',
        'The secret that signs sessions and encrypts what is kept can be guessed.',
        'Put it into OLD_SECRETS and set SECRET to the output of: openssl rand -base64 32',
      ),
    );
  if (!smtpUrl)
    found.push(
      advice(
        'no_mail',
        'No mail is sent: whoever forgets a password needs an administrator, invitations are handed over as links.',
        'Set SMTP_URL.',
      ),
    );
  return found;
}

const isThisMachine = (host: string): boolean =>
  /^(localhost|127\.[\d.]+|\[?::1\]?)$/i.test(host) || host.endsWith('.localhost');

/** As a person would type it, or take it out of an example. Random ones of 32 characters have 118 bits and more. */
function isWeak(secret: string): boolean {
  const counts = Map.groupBy(secret, (one) => one);
  const bits = [...counts.values()].reduce(
    (sum, { length }) => sum + length * Math.log2(secret.length / length),
    0,
  );
  return (
    bits < 100 ||
    /change.?me|replace.?me|password|example|default|your.?secret|qwerty|1234567|abcdefg/i.test(
      secret,
    )
  );
}

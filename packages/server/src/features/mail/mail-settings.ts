import { invalid, isEmail } from '@relata/model';
import { isIP } from 'node:net';
import { z } from 'zod';
import { encryptions, type MailServer } from '#platform/outbound/mail-server.ts';
import { audit } from '#engine/audit/audit.ts';
import { type OwnServer, wayNames } from '#engine/mails/own-servers.ts';
import type { Work } from '#engine/work.ts';

/** The mail server of a workspace, whole. */
export const mailServer = z.strictObject({
  host: z.string().trim().max(253),
  port: z.number().int().min(1).max(65_535),
  encryption: z.enum(encryptions),
  /** Null: the server does not ask for one. */
  login: z.string().min(1).max(400).nullable(),
  /** Left out: the one that is kept stays. It is never given back. */
  password: z.string().min(1).max(1000).optional(),
  senderName: z.string().trim().max(200),
  senderAddress: z.string().trim().max(400),
});

const { host, port, encryption, login, senderName, senderAddress } = mailServer.shape;

/** As the log tells of it: null for all of it is the server of the installation. */
export const mailChanges = z
  .strictObject({
    ...{ host: host.nullable(), port: port.nullable(), encryption: encryption.nullable(), login },
    ...{ senderName: senderName.nullable(), senderAddress: senderAddress.nullable() },
  })
  .partial();

type Told = { [K in keyof OwnServer]: OwnServer[K] | null };

const none: Told = {
  ...{ host: null, port: null, encryption: null, login: null },
  ...{ senderName: null, senderAddress: null },
};

/** What holds now, as the log tells of it; the password is in no log. */
export async function mailSettingsNow({ connection, workspace, engine }: Work): Promise<Told> {
  const own = await engine.mails.own.of(connection.query, workspace.id);
  if (!own) return none;
  const { failed: _failed, ...told } = own;
  return told;
}

/**
 * The server that somebody means, with its password. One that is kept goes to where it was meant for and nowhere else:
 * whoever names another host, port, login or encryption enters it again (T20, T27).
 */
export async function serverMeant(
  { connection, workspace, engine }: Work,
  wanted: z.infer<typeof mailServer>,
): Promise<MailServer> {
  const { password, ...told } = wanted;
  if (!isIP(wanted.host) && !/^[\w-]+(\.[\w-]+)*\.?$/.test(wanted.host))
    throw invalid('host', 'mail_host', 'this is no name of a server');
  if (!isEmail(wanted.senderAddress))
    throw invalid('senderAddress', 'email', 'this is no e-mail address', {
      value: wanted.senderAddress,
    });
  if (/[\p{Cc}<>]/u.test(wanted.senderName))
    throw invalid('senderName', 'mail_name', 'holds signs that a name cannot have');
  if (wanted.login === null || password !== undefined)
    return { ...told, password: wanted.login === null ? null : (password ?? null) };
  const kept = await engine.mails.own.open(connection.query, workspace.id);
  const isSame = wayNames.every((name) => kept?.[name] === wanted[name]);
  if (kept?.password && isSame) return { ...told, password: kept.password };
  throw invalid('password', 'mail_password', 'enter it again for another server');
}

/** The workspace's mails go by this server from now on; null: by the one that the operator has named. */
export async function setMailServer(
  work: Work,
  server: MailServer | null,
  hasNewPassword: boolean,
): Promise<void> {
  const { connection, workspace, engine } = work;
  const { own, release } = engine.mails;
  await own.lock(connection.query, workspace.id);
  const before = await mailSettingsNow(work);
  // Whoever enters a password means it, also the same: the provider may have let the account in meanwhile.
  const isOther =
    !server || hasNewPassword || wayNames.some((name) => before[name] !== server[name]);
  if (server) await own.put(connection.query, workspace.id, server, isOther);
  else await own.remove(connection.query, workspace.id);
  if (isOther) await release(connection, workspace.id);
  const now = await mailSettingsNow(work);
  const names = (Object.keys(none) as (keyof Told)[]).filter((name) => before[name] !== now[name]);
  if (!names.length && !hasNewPassword) return;
  const pick = (told: Told) => Object.fromEntries(names.map((name) => [name, told[name]]));
  const isLost =
    before.login !== null && (hasNewPassword || wayNames.some((name) => names.includes(name)));
  await audit(work, {
    action: 'setting_changed',
    details: {
      of: 'mail',
      ...pick(now),
      ...(hasNewPassword && { password: 'changed' }),
      before: pick(before),
      // The password before is nowhere any more.
      ...(isLost && { final: true }),
    },
  });
}

/** Goes back to what held before: only what needs no password that is not there any more. */
export async function changeMailSettings(
  work: Work,
  wanted: z.infer<typeof mailChanges>,
): Promise<void> {
  const after = { ...(await mailSettingsNow(work)), ...wanted };
  if (after.host === null) return setMailServer(work, null, false);
  await setMailServer(work, await serverMeant(work, mailServer.parse(after)), false);
}

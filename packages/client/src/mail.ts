import type { Call } from './transport.ts';

/** A workspace's own mail server. Its password is told to nobody. */
export interface MailServer {
  host: string;
  port: number;
  encryption: 'none' | 'starttls' | 'tls';
  /** Null: the server does not ask for one. */
  login: string | null;
  senderName: string;
  senderAddress: string;
}

/** `password` left out: the one that is kept stays, where host, port, encryption and login do. */
export type MailServerChange = MailServer & { password?: string };

export interface MailSettings {
  /** Null: mails go by the server of the installation. */
  server: MailServer | null;
  /** Why the last mail did not go; `trouble` as in `refusal.conflict.mail_…`. */
  failed: { trouble: string; answer: string; at: string } | null;
  /** The installation sends mail by itself. */
  works: boolean;
}

interface Asking {
  data: <T>(path: string, call?: Call) => Promise<T>;
}

/** By which server the mails of a workspace go. */
export const mailCalls = ({ data }: Asking) => ({
  mailSettings: (signal?: AbortSignal) => data<MailSettings>('/mail-settings', { signal }),
  setMailServer: (body: MailServerChange) =>
    data<MailSettings>('/mail-settings', { method: 'PUT', body }),
  /** Back to the server of the installation. */
  resetMailServer: () => data<MailSettings>('/mail-settings', { method: 'DELETE' }),
  /** Sends a mail to oneself before anything is saved. */
  tryMailServer: (body: MailServerChange) =>
    data<{ to: string }>('/mail-settings/test', { method: 'POST', body }),
});

import type { Query } from '#platform/db.ts';
import { type Finding, wrong } from './finding.ts';

/** After so many attempts it is no hiccup. */
const patience = 3;

/** What goes on in the background and does not come to an end. */
export async function lookAtWork(query: Query, now: Date): Promise<Finding[]> {
  return [...(await jobs(query)), ...(await mails(query, now))];
}

async function jobs(query: Query): Promise<Finding[]> {
  const { rows } = await query<{ there: boolean }>(
    "select to_regclass('pgboss.job') is not null as there",
  );
  if (!rows[0]?.there) return [];
  const { rows: failing } = await query<{ name: string; count: number }>(
    `select name, count(*)::int as count from pgboss.job
     where state = 'retry' and retry_count >= ${patience}
       or state = 'failed' and completed_on > now() - interval '1 day'
     group by name order by name`,
  );
  if (failing.length === 0) return [];
  const named = failing.map(({ name, count }) => `${name} (${count})`).join(', ');
  return [
    wrong(
      'failing_jobs',
      `Work in the background fails again and again: ${named}.`,
      'Look for "a job failed" in the log: its line says why.',
    ),
  ];
}

async function mails(query: Query, now: Date): Promise<Finding[]> {
  const { rows } = await query<{ count: number; error: string | null }>(
    `select count(*)::int as count, max(error) as error from outgoing_mail
     where created_at > $1::timestamptz - interval '1 day'
       and (state in ('held', 'refused', 'unsure') or state = 'waiting' and created_at < $1::timestamptz - interval '1 hour')`,
    [now.toISOString()],
  );
  const { count = 0, error } = rows[0] ?? {};
  if (count === 0) return [];
  return [
    wrong(
      'failing_mail',
      `${count} mails of the last day have not been sent${error ? `; the mail server said: ${error}` : ''}.`,
      'Check SMTP_URL and MAIL_FROM, and whether the mail server takes mail from here. A workspace with a mail server of its own finds what is wrong with that one in its settings.',
    ),
  ];
}

import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../data/client.ts';
import { reached, useAway } from '../../data/connection.ts';
import { queryClient } from '../../data/query-client.ts';
import { isChanging } from '../../data/writes.ts';
import classes from './connection-banner.module.css';

/** While the server is away: says so, asks every three seconds, and brings everything up to date afterwards. */
export function ConnectionBanner() {
  const { t } = useTranslation('app');
  const away = useAway();

  useEffect(() => {
    if (!away) return undefined;
    const ask = () =>
      client.me().then(
        () => {
          reached();
          return queryClient.invalidateQueries();
        },
        () => undefined,
      );
    const timer = setInterval(ask, 3000);
    // The browser asks before it closes a page with changes that the server has not got yet.
    const onLeave = (event: BeforeUnloadEvent) => {
      if (isChanging()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => {
      clearInterval(timer);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [away]);

  if (!away) return null;
  return (
    <div className={classes['banner']} role="status">
      <Loader size={14} color="currentColor" />
      {t('shell.away')}
    </div>
  );
}

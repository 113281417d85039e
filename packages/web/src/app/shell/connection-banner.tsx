import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../data/client.ts';
import { reached, useAway } from '../../data/connection.ts';
import { queryClient } from '../../data/query-client.ts';
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
    return () => clearInterval(timer);
  }, [away]);

  if (!away) return null;
  return (
    <div className={classes['banner']} role="status">
      <Loader size={14} color="currentColor" />
      {t('shell.away')}
    </div>
  );
}

import { Divider, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { waysQuery } from '../../sign-in/ways.ts';
import classes from '../settings.module.css';
import { ChangePassword } from './change-password.tsx';
import { Email } from './email.tsx';
import { Devices } from './devices.tsx';
import { Factors } from './factors.tsx';
import { factorsQuery } from './factors-query.ts';
import { Provider } from './provider.tsx';

/** How one signs in, and where one is. */
export function SecurityPage() {
  const { t } = useTranslation('security');
  const { data: ways } = useQuery(waysQuery);
  const { data: factors } = useQuery(factorsQuery);
  return (
    <Stack className={classes['form']} gap="lg">
      <Title order={2}>{t('title')}</Title>
      <Email />
      <Divider />
      {factors?.password && (
        <Stack gap="md" component="section" aria-labelledby="password-title">
          <Title order={3} id="password-title">
            {t('password.title')}
          </Title>
          <ChangePassword />
        </Stack>
      )}
      <Divider />
      <Stack gap="md" component="section" aria-labelledby="factors-title">
        <Title order={3} id="factors-title">
          {t('factors.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('factors.text')}
        </Text>
        <Factors />
        {ways?.provider && (
          <Provider name={ways.provider} isConnected={factors?.provider ?? false} />
        )}
      </Stack>
      <Divider />
      <Devices />
    </Stack>
  );
}

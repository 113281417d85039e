import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../data/client.ts';
import { waysQuery } from './ways.ts';

/** Leads to the OpenID provider and back to `to`; nothing where the server has none. */
export function ProviderButton({ to, invitation }: { to: string; invitation?: string }) {
  const { t } = useTranslation('security');
  const { data: ways } = useQuery(waysQuery);
  if (!ways?.provider) return null;
  return (
    <Button component="a" variant="default" fullWidth href={client.providerAddress(to, invitation)}>
      {t('provider.signIn', { name: ways.provider })}
    </Button>
  );
}

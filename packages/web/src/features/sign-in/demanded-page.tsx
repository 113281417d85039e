import { Anchor, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { leave } from '../../app/enter.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { Factors } from '../settings/security/factors.tsx';
import { factorsQuery } from '../settings/security/factors-query.ts';
import { Door } from './door.tsx';

/** For somebody whose workspace asks for a second factor and who has none: nothing else until there is one. */
export function DemandedPage() {
  const { t } = useTranslation('security');
  const { data: factors } = useQuery(factorsQuery);
  useTitleOfPage(t('demanded.title'));
  const isDone = factors && (factors.totp || factors.keys.length > 0);
  return (
    <Door title={t('demanded.title')}>
      <Text size="sm">{t('demanded.text')}</Text>
      <Factors />
      {isDone ? (
        <Button onClick={() => window.location.assign('/')}>{t('demanded.done')}</Button>
      ) : (
        <Anchor component="button" type="button" size="sm" onClick={() => void leave()}>
          {t('demanded.signOut')}
        </Anchor>
      )}
    </Door>
  );
}

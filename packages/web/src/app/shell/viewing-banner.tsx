import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../data/session.ts';
import { stopViewing } from '../../data/viewing.ts';
import classes from './viewing-banner.module.css';

/** While an administrator looks on: as whom, on every page, and the way back. */
export function ViewingBanner() {
  const { t } = useTranslation('access');
  const { user, viewedBy } = useMe();
  if (!viewedBy) return null;
  return (
    <section className={classes['banner']} aria-label={t('viewing.label')}>
      <IconEye size={20} stroke={1.8} aria-hidden className={classes['icon'] ?? ''} />
      <p className={classes['text']}>
        <strong>{t('viewing.as', { name: user.name })}</strong> <span>{t('viewing.only')}</span>
      </p>
      <Button size="compact-sm" variant="white" color="dark" onClick={stopViewing}>
        {t('viewing.stop')}
      </Button>
    </section>
  );
}

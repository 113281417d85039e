import { Anchor, Button } from '@mantine/core';
import { IconCloudOff, IconError404 } from '@tabler/icons-react';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAway } from '../data/connection.ts';
import { Empty } from '../ui/empty.tsx';
import { useProblemText } from './problem-text.ts';

export function PageMissing() {
  const { t } = useTranslation('app');
  return (
    <Empty
      icon={<IconError404 size={32} stroke={1.4} />}
      title={t('missing.title')}
      text={t('missing.text')}
    >
      <Anchor component={Link} to="/">
        {t('missing.home')}
      </Anchor>
    </Empty>
  );
}

/** A page that could not be shown tries again by itself once the server is back. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('app');
  const problem = useProblemText();
  const router = useRouter();
  const away = useAway();
  const again = () => {
    reset();
    router.invalidate().catch(() => undefined);
  };

  useEffect(() => {
    if (!away) return undefined;
    const timer = setInterval(again, 3000);
    return () => clearInterval(timer);
  });

  return (
    <Empty
      role="alert"
      icon={<IconCloudOff size={32} stroke={1.4} />}
      title={t('problem.title')}
      text={away ? t('problem.unreachable') : problem(error)}
    >
      <Button variant="default" onClick={again}>
        {t('again')}
      </Button>
    </Empty>
  );
}

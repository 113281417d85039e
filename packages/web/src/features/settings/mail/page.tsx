import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { MailSettings } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../../app/dialog.tsx';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import classes from '../settings.module.css';
import { ServerForm } from './server-form.tsx';

const query = {
  queryKey: ['mailSettings'],
  queryFn: ({ signal }: { signal: AbortSignal }) => client.mailSettings(signal),
};

/** By which server the workspace's mails go (OO-SET-01). */
export function MailPage() {
  const { t } = useTranslation(['mail', 'app']);
  const { data, error: failure, refetch } = useQuery(query);
  const problemOf = useProblemText();
  const [isNew, setNew] = useState(false);
  const [isResetting, setResetting] = useState(false);
  if (!data && failure)
    return (
      <Stack className={classes['form']} gap="md" align="flex-start">
        <Title order={2}>{t('title')}</Title>
        <Alert color="red" variant="light" role="alert">
          {problemOf(failure)}
        </Alert>
        <Button variant="default" onClick={() => void refetch()}>
          {t('app:again')}
        </Button>
      </Stack>
    );
  if (!data) return <Skeleton h={300} m="md" />;
  const { server, works } = data;
  const keep = (settings: MailSettings) => {
    queryClient.setQueryData(query.queryKey, settings);
    setNew(false);
  };
  const reset = async () => {
    setResetting(false);
    try {
      keep(await client.resetMailServer());
      tell(t('wasReset'));
    } catch (error) {
      sayProblem(error);
    }
  };
  const other = works ? t('installation') : t('nothing');
  return (
    <Stack className={classes['form']} gap="md">
      <Title order={2}>{t('title')}</Title>
      <Text c="dimmed" size="sm">
        {server ? t('own') : other}
      </Text>
      <Failed failed={data.failed} host={server?.host} />
      {server || isNew ? (
        <ServerForm
          server={server}
          onSaved={keep}
          {...(!server && { onCancel: () => setNew(false) })}
        />
      ) : (
        <Group>
          <Button onClick={() => setNew(true)}>{t('use')}</Button>
        </Group>
      )}
      {server && (
        <Group>
          <Button variant="subtle" color="red" onClick={() => setResetting(true)}>
            {t('reset')}
          </Button>
        </Group>
      )}
      {isResetting && (
        <Dialog onClose={() => setResetting(false)} title={t('resetTitle')}>
          <Stack gap="md">
            <Text size="sm">
              {other} {t('forgotten')}
            </Text>
            <Group justify="flex-end">
              <CancelButton />
              <Button color="red" onClick={() => void reset()}>
                {t('reset')}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </Stack>
  );
}

interface FailedProps extends Pick<MailSettings, 'failed'> {
  /** Undefined: it went by the server of the installation. */
  host: string | undefined;
}

function Failed({ failed, host }: FailedProps) {
  const { t } = useTranslation('mail');
  const labels = useLabels();
  const format = useFormat();
  if (!failed) return null;
  const { trouble, answer, at } = failed;
  const said = labels.refusal('conflict', `mail_${trouble}`, answer, {
    answer,
    host: host ?? t('host'),
  });
  return (
    <Alert color="red" variant="light" title={t('failed', { at: format.dateTime(at) })}>
      {said}
    </Alert>
  );
}

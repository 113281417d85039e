import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import type { AnyRecord, LeadSourceFacts } from '@relata/client';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { useFormat } from '../../../app/format.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { factsQuery } from './facts-query.ts';
import classes from './processor.module.css';

interface Props {
  source: AnyRecord;
  /** Missing: it has no key yet. */
  facts: LeadSourceFacts | undefined;
  onClose: () => void;
}

/** Where to send leads, with which key, and how that looks. A key is shown this once. */
export function SourceAccess({ source, facts, onClose }: Props) {
  const { t } = useTranslation(['processor', 'app']);
  const format = useFormat();
  const [key, setKey] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      setKey((await client.makeLeadSourceKey(source.id)).key);
      await queryClient.invalidateQueries({ queryKey: factsQuery.queryKey });
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const base = `${window.location.origin}/api/v1/lead-sources`;
  const example = [
    `curl '${base}/${source.id}' \\`,
    `  -H 'Authorization: Bearer ${key ?? t('access.yourKey')}' \\`,
    `  -d firstName=Rosa -d lastName=Prado -d email=rosa@acme.example \\`,
    `  -d utm_source=google -d external_id=4711`,
  ].join('\n');
  return (
    <Dialog onClose={onClose} size="lg" title={t('access.title', { name: source.title })}>
      <Stack gap="md">
        {key ? (
          <Alert color="green" variant="light" role="status">
            <Text size="sm" fw={600} mb="xs">
              {t('access.made')}
            </Text>
            <Copied label={t('access.key')} text={key} />
          </Alert>
        ) : (
          <Text size="sm">
            {facts
              ? t('access.known', { hint: facts.hint, date: format.dateTime(facts.madeAt) })
              : t('access.noKey')}
          </Text>
        )}
        <Copied label={t('access.address')} text={`${base}/${source.id}`} />
        {key ? <Copied label={t('access.addressWithKey')} text={`${base}/${key}`} /> : null}
        <Copied label={t('access.example')} text={example} isBlock />
        <Text size="sm" c="dimmed">
          {t('access.hint')}
        </Text>
        <Group justify="space-between">
          <Button
            variant="default"
            loading={isBusy}
            onClick={() => void make()}
            {...(facts && !key ? { color: 'red' } : {})}
          >
            {t(facts || key ? 'access.again' : 'access.make')}
          </Button>
          <Button onClick={onClose}>{t('app:close')}</Button>
        </Group>
        {facts && !key ? (
          <Text size="xs" c="dimmed">
            {t('access.ends')}
          </Text>
        ) : null}
      </Stack>
    </Dialog>
  );
}

function Copied({
  label,
  text,
  isBlock = false,
}: {
  label: string;
  text: string;
  isBlock?: boolean;
}) {
  const { t } = useTranslation('processor');
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              aria-label={`${t('access.copy')}: ${label}`}
              onClick={copy}
            >
              {t(copied ? 'access.copied' : 'access.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block={isBlock} className={classes['code'] ?? ''} aria-label={label}>
        {text}
      </Code>
    </div>
  );
}

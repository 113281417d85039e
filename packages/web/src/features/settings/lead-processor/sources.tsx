import { ActionIcon, Badge, Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import type { AnyRecord, LeadSourceFacts } from '@relata/client';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { factsQuery } from './facts-query.ts';
import classes from './processor.module.css';
import { SourceAccess } from './source-access.tsx';
import { SourceForm } from './source-form.tsx';

/** Where leads come in from outside, and what came by each way (EP-LPROC-01). */
export function Sources() {
  const { t } = useTranslation('processor');
  const object = useObject('leadSource');
  const sources = useSmallList('leadSource');
  const { data: facts } = useQuery(factsQuery);
  const [editing, setEditing] = useState<{ source: AnyRecord | null } | null>(null);
  const [opened, setOpened] = useState<AnyRecord | null>(null);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start">
        <Text size="sm" c="dimmed" maw={560}>
          {t('sources.intro')}
        </Text>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEditing({ source: null })}
        >
          {t('sources.add')}
        </Button>
      </Group>
      {sources.length === 0 ? <Text>{t('sources.none')}</Text> : null}
      <ul className={classes['sources']} aria-label={t('sources.list')}>
        {sources.map((source) => (
          <li key={source.id}>
            <div className={classes['words']}>
              <UnstyledButton onClick={() => setEditing({ source })}>
                <b>{source.title}</b>{' '}
                {source['active'] === true ? null : (
                  <Badge size="xs" variant="light" color="gray" tt="none">
                    {t('sources.off')}
                  </Badge>
                )}
              </UnstyledButton>
              {facts ? <Came facts={facts.find((one) => one.source === source.id)} /> : null}
            </div>
            <ActionIcon
              size={30}
              aria-label={t('sources.accessOf', { name: source.title })}
              onClick={() => setOpened(source)}
            >
              <IconKey size={17} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {editing ? (
        <SourceForm
          key={editing.source?.id ?? ''}
          object={object}
          source={editing.source}
          onClose={(made) => {
            setEditing(null);
            if (made) setOpened(made);
          }}
        />
      ) : null}
      {opened ? (
        <SourceAccess
          source={opened}
          facts={facts?.find((one) => one.source === opened.id)}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </Stack>
  );
}

/** What it took and refused, and when and why the last time. */
function Came({ facts }: { facts: LeadSourceFacts | undefined }) {
  const { t } = useTranslation('processor');
  const format = useFormat();
  const labels = useLabels();
  if (!facts)
    return (
      <Text size="xs" c="dimmed">
        {t('sources.noKey')}
      </Text>
    );
  const { received, lastReceivedAt, refused, lastRefusedAt, lastRefusal } = facts;
  const [first] = lastRefusal?.errors ?? [];
  const reason =
    lastRefusal &&
    (first
      ? labels.invalid(first)
      : labels.refusal(lastRefusal.code, lastRefusal.reason, lastRefusal.message));
  return (
    <>
      <Text size="xs" c="dimmed">
        {lastReceivedAt
          ? t('sources.taken', { count: received, when: format.dateTime(lastReceivedAt) })
          : t('sources.nothing')}
      </Text>
      {lastRefusedAt ? (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('sources.refused', { count: refused, when: format.dateTime(lastRefusedAt), reason })}
        </Text>
      ) : null}
    </>
  );
}

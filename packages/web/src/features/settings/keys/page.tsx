import { Badge, Button, Stack, Text, Title } from '@mantine/core';
import type { ApiKey } from '@relata/client';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { useMe } from '../../../data/session.ts';
import { sayProblem } from '../../../data/undo.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { Line } from '../security/line.tsx';
import classes from '../settings.module.css';
import { MakeKey } from './make-key.tsx';

const keysQuery = queryOptions({ queryKey: ['api-keys'], queryFn: () => client.apiKeys() });

/** API keys: one's own, and for administrators those of everybody. */
export function KeysPage() {
  const { t } = useTranslation('security');
  const format = useFormat();
  const { user } = useMe();
  const labels = useLabels();
  const { objects } = useCatalog();
  const people = useSmallList('user');
  const queries = useQueryClient();
  const { data: keys } = useQuery(keysQuery);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  const changed = () => queries.invalidateQueries({ queryKey: keysQuery.queryKey });
  const end = (key: ApiKey) => {
    setEnding(null);
    client.endApiKey(key.id).then(changed, sayProblem);
  };
  const scopeOf = ({ scopes }: ApiKey) => {
    if (scopes.includes('write')) return t('keys.write');
    return scopes.every((one) => one === 'read') ? t('keys.read') : t('keys.some');
  };
  const namesOf = ({ scopes }: ApiKey) =>
    scopes.flatMap((one) => {
      const [name = '', verb] = one.split(':');
      const verbs = t(verb === 'write' ? 'keys.write' : 'keys.read');
      return verb ? [`${labels.object(objects[name] ?? name, 'many')} (${verbs})`] : [];
    });
  const hintOf = (key: ApiKey) =>
    [
      t('keys.line', { prefix: key.prefix, date: format.dateTime(key.createdAt) }),
      key.lastUsedAt && t('factors.lastUsed', { date: format.dateTime(key.lastUsedAt) }),
      key.expiresAt && t('keys.until', { date: format.dateTime(key.expiresAt) }),
      key.user !== user.id &&
        t('keys.of', { name: people.find((one) => one.id === key.user)?.title ?? '…' }),
      ...namesOf(key),
    ]
      .filter(Boolean)
      .join(' · ');

  return (
    <Stack className={classes['form']} gap="lg">
      <Title order={2}>{t('keys.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('keys.text')}
      </Text>
      <MakeKey onMade={() => void changed()} />
      {keys?.length === 0 && <Text>{t('keys.none')}</Text>}
      {keys?.map((key) => (
        <Line
          key={key.id}
          label={key.name}
          hint={hintOf(key)}
          badge={<Badge variant="light">{scopeOf(key)}</Badge>}
        >
          <Button
            variant="default"
            aria-label={`${t('keys.end')}: ${key.name}`}
            onClick={() => setEnding(key)}
          >
            {t('keys.end')}
          </Button>
        </Line>
      ))}
      {ending && (
        <Dialog onClose={() => setEnding(null)} title={t('keys.endTitle', { name: ending.name })}>
          <Stack gap="md">
            <Text size="sm">{t('keys.endText')}</Text>
            <Button color="red" onClick={() => end(ending)}>
              {t('keys.end')}
            </Button>
          </Stack>
        </Dialog>
      )}
    </Stack>
  );
}

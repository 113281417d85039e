import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../data/client.ts';
import { useAttempt } from '../../sign-in/use-attempt.ts';
import { KeyScopes } from './key-scopes.tsx';

/** How long a key may live, in days; 0 is for good. */
const lives = [30, 90, 365, 0];
const dayMs = 86_400_000;
const kinds = ['read', 'write', 'some'] as const;

/** Makes a key and shows it, this once. */
export function MakeKey({ onMade }: { onMade: () => void }) {
  const { t } = useTranslation('security');
  const [name, setName] = useState('');
  const [scope, setScope] = useState<(typeof kinds)[number]>('read');
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const named = Object.entries(chosen).map(([object, verb]) => `${object}:${verb}`);
  const [days, setDays] = useState(90);
  const [made, setMade] = useState<string>();
  const { attempt, error, isBusy } = useAttempt();
  const make = () =>
    attempt(async () => {
      const { key } = await client.makeApiKey({
        name: name.trim(),
        scopes: scope === 'some' ? named : scope === 'read' ? ['read'] : ['read', 'write'],
        expiresAt: days ? new Date(Date.now() + days * dayMs).toISOString() : null,
      });
      setMade(key);
      setName('');
      onMade();
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Stack gap="md">
        {made && (
          <Alert color="green" variant="light" role="status">
            <Text size="sm" fw={600} mb="xs">
              {t('keys.made')}
            </Text>
            <Group>
              <Code aria-label={t('keys.key')} style={{ overflowWrap: 'anywhere' }}>
                {made}
              </Code>
              <CopyButton value={made}>
                {({ copied, copy }) => (
                  <Button variant="default" onClick={copy}>
                    {copied ? t('codes.copied') : t('codes.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </Alert>
        )}
        <TextInput
          label={t('keys.name')}
          placeholder={t('keys.example')}
          maxLength={100}
          required
          error={error}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('keys.scope')}
          data={kinds.map((value) => ({ value, label: t(`keys.${value}`) }))}
          value={scope}
          allowDeselect={false}
          onChange={(value) => setScope(kinds.find((one) => one === value) ?? 'read')}
        />
        {scope === 'some' && <KeyScopes chosen={chosen} onChange={setChosen} />}
        <Select
          label={t('keys.expires')}
          data={lives.map((count) => ({
            value: String(count),
            label: count ? t('keys.days', { count }) : t('keys.never'),
          }))}
          value={String(days)}
          allowDeselect={false}
          onChange={(value) => setDays(Number(value))}
        />
        <Button
          type="submit"
          variant="default"
          loading={isBusy}
          disabled={!name.trim() || (scope === 'some' && !named.length)}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('keys.make')}
        </Button>
      </Stack>
    </form>
  );
}

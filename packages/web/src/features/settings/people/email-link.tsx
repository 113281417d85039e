import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../data/client.ts';
import { useAttempt } from '../../sign-in/use-attempt.ts';
import type { Person } from './people-data.ts';

/** Where this server sends no mail: a link by which somebody gets another address, to hand over. */
export function EmailLink({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'security']);
  const [email, setEmail] = useState('');
  const [link, setLink] = useState('');
  const { attempt, error, isBusy } = useAttempt();
  const make = () =>
    attempt(async () => setLink((await client.makeEmailLink(person.id, email.trim())).link));
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={500}>
          {t('emailLink.title')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('emailLink.text', { email: person.email })}
        </Text>
      </div>
      {link ? (
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            label={t('emailLink.label', { email: email.trim() })}
            description={t('emailLink.hint')}
            value={link}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t('security:codes.copied') : t('copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      ) : (
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            type="email"
            label={t('security:email.new')}
            error={error}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button
            variant="default"
            loading={isBusy}
            disabled={!email.trim()}
            onClick={() => void make()}
          >
            {t('emailLink.make')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

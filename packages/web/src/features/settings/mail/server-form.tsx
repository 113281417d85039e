import {
  Alert,
  Button,
  Checkbox,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import type { MailServer, MailServerChange, MailSettings } from '@relata/client';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../app/problem-text.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { client } from '../../../data/client.ts';
import { useMe } from '../../../data/session.ts';
import { useFieldErrors } from '../../../engine/forms/field-errors.ts';
import { useDraft } from '../use-draft.ts';

interface Props {
  /** Null: there is none yet. */
  server: MailServer | null;
  onSaved: (settings: MailSettings) => void;
  onCancel?: () => void;
}

/** As typed: the port may be empty while another is being typed. */
type Draft = Omit<MailServer, 'port'> & { port: number | '' };

/** The fields beside which their errors stand. */
const said = ['host', 'port', 'login', 'password', 'senderName', 'senderAddress'];

/** The port on which a server usually speaks this. */
const ports = { none: 25, starttls: 587, tls: 465 } as const;
const isUsual = (port: number | ''): boolean => Object.values(ports).some((one) => one === port);

/** A mail server: where it is, who logs in, whom mails come from; tried out before it is saved. */
export function ServerForm({ server, onSaved, onCancel }: Props) {
  const { t } = useTranslation('mail');
  const problemOf = useProblemText();
  const { user, workspace } = useMe();
  const [draft, setDraft, kept] = useDraft<Draft>(
    server ?? {
      ...{ host: '', port: ports.starttls, encryption: 'starttls', login: '' },
      ...{ senderName: workspace.name, senderAddress: user.email },
    },
  );
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState<'save' | 'try'>();
  const [sentTo, setSentTo] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const set = (changes: Partial<Draft>) => {
    setDraft(changes);
    setSentTo(undefined);
    setProblem(undefined);
  };
  const errorOf = useFieldErrors(problem);
  const wanted: MailServerChange = {
    ...draft,
    port: draft.port || ports[draft.encryption],
    ...(password && { password }),
  };
  const doing = async (what: 'save' | 'try', task: () => Promise<void>) => {
    setBusy(what);
    setProblem(undefined);
    setSentTo(undefined);
    try {
      await task();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(undefined);
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    void doing('save', async () => {
      onSaved(await changeSetting(() => client.setMailServer(wanted), t('saved')));
      kept(draft);
      setPassword('');
    });
  };
  const isReady =
    draft.host.trim() !== '' && draft.senderAddress.trim() !== '' && draft.login !== '';
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        <TextInput
          label={t('host')}
          placeholder="smtp.example.com"
          required
          autoComplete="off"
          spellCheck={false}
          error={errorOf('host')}
          value={draft.host}
          onChange={(event) => set({ host: event.currentTarget.value.trim() })}
        />
        <Group grow align="flex-start">
          <Select
            label={t('encryption')}
            data={(['starttls', 'tls', 'none'] as const).map((value) => ({
              value,
              label: t(`encryptions.${value}`),
            }))}
            value={draft.encryption}
            allowDeselect={false}
            onChange={(value) => {
              const encryption = value ?? 'starttls';
              set({ encryption, ...(isUsual(draft.port) && { port: ports[encryption] }) });
            }}
          />
          <NumberInput
            label={t('port')}
            min={1}
            max={65_535}
            clampBehavior="strict"
            allowDecimal={false}
            hideControls
            required
            error={errorOf('port')}
            value={draft.port}
            onChange={(port) => set({ port: Number(port) || '' })}
            onBlur={() => draft.port || set({ port: ports[draft.encryption] })}
          />
        </Group>
        <div>
          <Checkbox
            label={t('asksLogin')}
            checked={draft.login !== null}
            onChange={(event) => set({ login: event.currentTarget.checked ? '' : null })}
          />
          <div role="status">
            {draft.login !== null && draft.encryption === 'none' && (
              <Alert color="orange" variant="light" role="presentation" mt="sm">
                {t('open')}
              </Alert>
            )}
          </div>
        </div>
        {draft.login !== null && (
          <>
            <TextInput
              label={t('login')}
              required
              autoComplete="off"
              spellCheck={false}
              error={errorOf('login')}
              value={draft.login}
              onChange={(event) => set({ login: event.currentTarget.value })}
            />
            <PasswordInput
              label={t('password')}
              description={t('passwordHint')}
              placeholder={server && server.login !== null ? t('kept') : ''}
              autoComplete="new-password"
              error={errorOf('password')}
              visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
              value={password}
              onChange={(event) => {
                setPassword(event.currentTarget.value);
                set({});
              }}
            />
          </>
        )}
        <TextInput
          label={t('senderName')}
          maxLength={200}
          error={errorOf('senderName')}
          value={draft.senderName}
          onChange={(event) => set({ senderName: event.currentTarget.value })}
        />
        <TextInput
          label={t('senderAddress')}
          type="email"
          required
          maxLength={400}
          error={errorOf('senderAddress')}
          value={draft.senderAddress}
          onChange={(event) => set({ senderAddress: event.currentTarget.value })}
        />
        <div role="status">
          {sentTo && (
            <Alert color="green" variant="light" role="presentation">
              {t('sent', { to: sentTo })}
            </Alert>
          )}
        </div>
        {problem !== undefined && !errorOf(...said) && (
          <Alert color="red" variant="light" role="alert">
            {problemOf(problem)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={busy === 'save'} disabled={!isReady || busy === 'try'}>
            {t('save')}
          </Button>
          <Button
            variant="default"
            loading={busy === 'try'}
            disabled={!isReady || busy === 'save'}
            onClick={() =>
              void doing('try', async () => setSentTo((await client.tryMailServer(wanted)).to))
            }
          >
            {t('try')}
          </Button>
          {onCancel && (
            <Button variant="subtle" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

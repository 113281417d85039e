import { Button, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { ApiProblem, type Profile } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSetting } from '../../../data/change-setting.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { meQuery, useMe } from '../../../data/session.ts';
import { sayProblem } from '../../../data/undo.ts';
import { useFieldErrors } from '../../../engine/forms/field-errors.ts';
import classes from '../settings.module.css';
import { useDraft } from '../use-draft.ts';
import { LogoInput } from './logo-input.tsx';

const parts = ['address', 'phone', 'email', 'website', 'taxId', 'registrationNumber'] as const;

/** What the firm says of itself (OO-SET-08). */
export function OrganisationPage() {
  const { t } = useTranslation('firm');
  const { can, workspace } = useMe();
  const said: Profile = {
    ...{ logo: workspace.logo, address: workspace.address, phone: workspace.phone },
    ...{ website: workspace.website, email: workspace.email, taxId: workspace.taxId },
    registrationNumber: workspace.registrationNumber,
  };
  const [draft, set, kept] = useDraft(said);
  const [problem, setProblem] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const errorOf = useFieldErrors(problem);
  const keep = async (changes: Partial<Profile>, typed?: Profile) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await changeSetting(async () => {
        await client.changeWorkspace(changes);
        await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      }, t('saved'));
      if (typed) kept(typed);
    } catch (error) {
      setProblem(error);
      if (!(error instanceof ApiProblem && error.errors.length)) sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const changed = Object.fromEntries(
    parts
      .filter((part) => (draft[part] ?? '') !== (said[part] ?? ''))
      .map((part) => [part, draft[part]]),
  );
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void keep(changed, draft);
      }}
    >
      <Stack gap="md">
        <Title order={2}>{t('title')}</Title>
        <Text c="dimmed" size="sm">
          {can.administer ? t('intro') : t('onlyAdministrators')}
        </Text>
        <LogoInput logo={said.logo} error={errorOf('logo')} onChange={(logo) => keep({ logo })} />
        {parts.map((part) => {
          const Input = part === 'address' ? Textarea : TextInput;
          return (
            <Input
              key={part}
              label={t(part)}
              disabled={!can.administer}
              error={errorOf(part)}
              value={draft[part] ?? ''}
              {...(part === 'address' && { autosize: true, minRows: 2 })}
              onChange={({ currentTarget: { value } }) => set({ [part]: value || null })}
            />
          );
        })}
        {can.administer && (
          <Button
            type="submit"
            loading={isBusy}
            disabled={!Object.keys(changed).length}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('save')}
          </Button>
        )}
      </Stack>
    </form>
  );
}

import { Button, Checkbox, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { catalogQuery, useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { meQuery, useMe } from '../../../data/session.ts';
import { sayProblem } from '../../../data/undo.ts';
import { changeSetting } from '../../../data/change-setting.ts';

const choices = ['everyone', 'restricted'] as const;

/** Who sees a new record before anybody has said so, for each object that can be kept from others. */
export function NewAccess() {
  const { t } = useTranslation(['roles', 'app']);
  const labels = useLabels();
  const { objects } = useCatalog();
  const { workspace, can } = useMe();
  const [draft, setDraft] = useState(workspace.newAccess);
  const [tellOfKept, setTelling] = useState(workspace.tellOfKept);
  const [isBusy, setBusy] = useState(false);
  const kept = Object.values(objects).filter((object) => object.fields['accessList']);
  const valueOf = (from: typeof draft, name: string) => from[name] ?? 'everyone';
  const isOther =
    tellOfKept !== workspace.tellOfKept ||
    kept.some(({ name }) => valueOf(draft, name) !== valueOf(workspace.newAccess, name));

  const save = async () => {
    setBusy(true);
    try {
      const change = async () => {
        await client.changeWorkspace({ newAccess: draft, tellOfKept });
        await Promise.all(
          [meQuery, catalogQuery].map(({ queryKey }) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        );
      };
      await changeSetting(change, t('saved'));
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack gap="sm">
      <Title order={3}>{t('newAccess.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('newAccess.hint')}
      </Text>
      {kept.map((object) => (
        <Select
          key={object.name}
          maw={400}
          label={labels.object(object, 'many')}
          data={choices.map((value) => ({ value, label: t(`newAccess.${value}`) }))}
          value={valueOf(draft, object.name)}
          allowDeselect={false}
          disabled={!can.administer}
          onChange={(value) =>
            setDraft({
              ...draft,
              [object.name]: value === 'restricted' ? 'restricted' : 'everyone',
            })
          }
        />
      ))}
      <Checkbox
        label={t('newAccess.tellOfKept')}
        checked={tellOfKept}
        disabled={!can.administer}
        onChange={(event) => setTelling(event.currentTarget.checked)}
      />
      {can.administer && (
        <Button
          loading={isBusy}
          disabled={!isOther}
          onClick={() => void save()}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('app:save')}
        </Button>
      )}
    </Stack>
  );
}

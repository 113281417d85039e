import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../data/client.ts';
import { meQuery, useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { changeSetting } from '../../data/change-setting.ts';

/** Asks everybody in the workspace for a second factor; kept at once. */
export function DemandSecond() {
  const { t } = useTranslation(['security', 'settings']);
  const { workspace, can } = useMe();
  const queries = useQueryClient();
  const keep = async (requireSecondFactor: boolean) => {
    const change = async () => {
      await client.changeWorkspace({ requireSecondFactor });
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    };
    await changeSetting(change, t('settings:profile.saved'));
  };
  return (
    <Switch
      label={t('demand.label')}
      description={t('demand.hint')}
      disabled={!can.administer}
      checked={workspace.requireSecondFactor}
      onChange={(event) => void keep(event.currentTarget.checked).catch(sayProblem)}
    />
  );
}

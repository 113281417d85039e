import { Menu } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../data/session.ts';
import { channelName, goTo } from './go-to-workspace.ts';

/** Takes this page along when another one has changed the workspace: what it shows is of the one before. */
export function useSameWorkspace(): void {
  const { workspace } = useMe();
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', ({ data }) => {
      if (data !== workspace.id) window.location.assign('/');
    });
    return () => channel.close();
  }, [workspace.id]);
}

/** The workspaces of whoever is signed in, in the person's menu; `onMake` asks for the name of another. */
export function WorkspaceItems({ onMake }: { onMake: () => void }) {
  const { t } = useTranslation('app');
  const { workspace, workspaces, can } = useMe();
  if (workspaces.length < 2 && !can.administer) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('shell.workspaces')}</Menu.Label>
      {workspaces.map(({ id, name }) => (
        <Menu.RadioItem
          key={id}
          value={id}
          checked={id === workspace.id}
          checkIcon={<IconCheck size={16} aria-hidden />}
          closeMenuOnClick
          onChange={() => void goTo(id)}
        >
          {name}
        </Menu.RadioItem>
      ))}
      {can.administer && (
        <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={onMake}>
          {t('shell.newWorkspace')}
        </Menu.Item>
      )}
    </>
  );
}

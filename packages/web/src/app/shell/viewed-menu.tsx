import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconEyeOff, IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../data/session.ts';
import { stopViewing } from '../../data/viewing.ts';
import { Face } from '../../fields/face.tsx';
import classes from './top-bar.module.css';

/** In place of one's own menu: what is set in that is the person's own. */
export function ViewedMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation(['access', 'app']);
  const { user } = useMe();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes['person'] ?? ''}>
          <Face title={user.name} photo={user.photo} size={28} />
          <VisuallyHidden>{t('viewing.as', { name: user.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('viewing.as', { name: user.name })}</Menu.Label>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
          {t('app:shell.shortcuts')}
        </Menu.Item>
        <Menu.Item leftSection={<IconEyeOff size={16} aria-hidden />} onClick={stopViewing}>
          {t('viewing.stop')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

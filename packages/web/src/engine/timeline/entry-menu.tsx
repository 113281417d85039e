import { ActionIcon, Menu } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconDots, IconPencil, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../../data/undo.ts';
import { change, remove } from '../../data/writes.ts';
import styles from './timeline.module.css';

export const isPinned = (record: AnyRecord): boolean => record['pinned'] === true;

interface Props {
  label: string;
  pinned: boolean;
  /** What changing its text is called here. */
  edit: string;
  /** What the person may not do is left out. */
  onEdit?: (() => void) | undefined;
  onPin?: (() => void) | undefined;
  onDelete?: (() => void) | undefined;
}

/** What can be done with an entry where it stands in a timeline. */
export function EntryMenu({ label, pinned, edit, onEdit, onPin, onDelete }: Props) {
  const { t } = useTranslation('record');
  if (!onEdit && !onPin && !onDelete) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} className={styles['tools']} aria-label={label}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onEdit ? (
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
            {edit}
          </Menu.Item>
        ) : null}
        {onPin ? (
          <Menu.Item
            leftSection={pinned ? <IconPinnedOff size={15} /> : <IconPin size={15} />}
            onClick={onPin}
          >
            {t(pinned ? 'timeline.unpin' : 'timeline.pin')}
          </Menu.Item>
        ) : null}
        {onDelete ? (
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={15} />}
            onClick={onDelete}
          >
            {t('delete')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

interface RecordMenuProps {
  object: DescribedObject;
  record: AnyRecord;
  label: string;
  edit: string;
  onEdit: () => void;
}

/** The same for a note, an activity or a file, which are records of their own. */
export function RecordMenu({ object, record, onEdit, ...texts }: RecordMenuProps) {
  const { can, fields } = object;
  const pinned = isPinned(record);
  return (
    <EntryMenu
      {...texts}
      pinned={pinned}
      onEdit={can.update ? onEdit : undefined}
      onPin={
        can.update && fields['pinned']
          ? () => change(object, record, { pinned: !pinned }).catch(sayProblem)
          : undefined
      }
      onDelete={can.delete ? () => remove(object, [record]).catch(sayProblem) : undefined}
    />
  );
}

/** That it stands on top as well. */
export function PinMark({ pinned }: { pinned: boolean }) {
  const { t } = useTranslation('record');
  return pinned ? (
    <IconPin size={13} className={styles['pin']} role="img" aria-label={t('timeline.pinned')} />
  ) : null;
}

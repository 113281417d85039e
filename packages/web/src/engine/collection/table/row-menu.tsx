import { Menu, Portal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { showsActivities } from '@relata/model';
import {
  IconCalendarPlus,
  IconCopyPlus,
  IconExternalLink,
  IconPencil,
  IconRoute,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { recordQuery } from '../../../data/records.ts';
import { useHasOtherWays } from '../../../fields/way.ts';
import { askCreate } from '../../forms/ask-create.ts';
import { MoveRecords } from '../../move/move-records.tsx';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useDoings } from '../../record/use-doings.ts';
import classes from './table.module.css';

interface Props {
  object: DescribedObject;
  /** The row, which may hold less than the record. */
  row: AnyRecord;
  /** Where on the screen, in pixels. */
  at: { x: number; y: number };
  onLook: () => void;
  onClose: () => void;
}

/** What can be done with the record of a row without leaving the list (plug-bitrix24-pipedrive §2). */
export function RowMenu({ object, row, at, onLook, onClose }: Props) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const navigate = useNavigate();
  const planned = useCatalog().objects['activity'];
  const hasOtherWays = useHasOtherWays(object);
  const { data: record } = useQuery(recordQuery(object, row.id));
  const doings = useDoings(object, record ?? row, () => undefined);
  const [isOpen, menu] = useDisclosure(true);
  const [isMoving, moving] = useDisclosure();
  /** A dialog comes in its place: the menu closes in the event that asks for it, before anything is drawn anew. */
  const stays = useRef(false);
  const leave = () => {
    menu.close();
    if (!stays.current) onClose();
  };
  const instead = (task: () => unknown) => () => {
    stays.current = true;
    task();
  };
  const after = (task: () => unknown) => () => {
    task();
    onClose();
  };
  const { plural, name } = object;
  return (
    <>
      <Menu opened={isOpen} onChange={(next) => !next && leave()} position="bottom-start">
        <Portal>
          <Menu.Target>
            <button
              type="button"
              tabIndex={-1}
              aria-label={row.title}
              className={classes['menuSpot']}
              style={{ left: at.x, top: at.y }}
            />
          </Menu.Target>
        </Portal>
        <Menu.Dropdown aria-label={row.title}>
          <Menu.Item
            leftSection={<IconExternalLink size={15} />}
            onClick={after(() => navigate({ to: '/$plural/$id', params: { plural, id: row.id } }))}
          >
            {t('openPage')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={after(onLook)}>
            {t(object.can.update ? 'edit' : 'look')}
          </Menu.Item>
          {showsActivities(object) && planned?.can.create ? (
            <Menu.Item
              leftSection={<IconCalendarPlus size={15} />}
              onClick={after(() =>
                askCreate({
                  object: 'activity',
                  values: { about: [{ object: name, id: row.id, title: row.title }] },
                }),
              )}
            >
              {t('composer.plan')}
            </Menu.Item>
          ) : null}
          {record
            ? doings.actions.map((one) => (
                <Menu.Item
                  key={one.name}
                  onClick={
                    one.isImmediate
                      ? after(() => doings.run(one.name, true))
                      : instead(() => doings.run(one.name, false))
                  }
                >
                  {labels.action(object, one.name)}
                </Menu.Item>
              ))
            : null}
          {hasOtherWays ? (
            <Menu.Item
              disabled={!record}
              leftSection={<IconRoute size={15} />}
              onClick={instead(moving.open)}
            >
              {t('move')}
            </Menu.Item>
          ) : null}
          {object.can.create ? (
            <Menu.Item
              disabled={!record}
              leftSection={<IconCopyPlus size={15} />}
              onClick={after(doings.copy)}
            >
              {t('duplicate')}
            </Menu.Item>
          ) : null}
          {object.can.delete ? (
            <Menu.Item
              color="var(--mantine-color-error)"
              leftSection={<IconTrash size={15} />}
              onClick={after(doings.discard)}
            >
              {t('delete')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {isMoving && record ? (
        <MoveRecords object={object} records={[record]} onClose={onClose} />
      ) : null}
      {doings.asking !== null && record ? (
        <ActionDialog
          object={object}
          record={record}
          action={doings.asking}
          onDone={doings.goOn}
          onClose={onClose}
        />
      ) : null}
    </>
  );
}

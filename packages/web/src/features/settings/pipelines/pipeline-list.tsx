import { ActionIcon, Badge, Menu, UnstyledButton } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { pipeline } from '@relata/model';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconGripVertical,
  IconPencil,
  IconStar,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { forgetStages, movedTo } from './arrange-data.ts';
import { DeletePipeline } from './delete-pipeline.tsx';
import classes from './pipelines.module.css';
import { RenamePipeline } from './rename-pipeline.tsx';

interface Props {
  pipelines: readonly AnyRecord[];
  chosen: string | undefined;
  /** Only looked at. */
  isFixed: boolean;
  onChoose: (id: string | undefined) => void;
  onCopy: (id: string) => void;
}

/** Pipelines in their order: by dragging, with the arrows, or with Alt and the arrow keys. */
export function PipelineList({ pipelines, chosen, isFixed, onChoose, onCopy }: Props) {
  const { t } = useTranslation('arrange');
  const [dragged, setDragged] = useState<number | null>(null);
  const [going, setGoing] = useState<AnyRecord | null>(null);
  const [renaming, setRenaming] = useState<AnyRecord | null>(null);
  const save = async (task: () => Promise<unknown>, text: string) => {
    await changeSetting(task, text).catch(sayProblem);
    await forgetStages();
  };
  const move = (from: number, to: number) =>
    save(() => {
      const update = movedTo(pipelines, from, to).map(({ id }, position) => ({ id, position }));
      return client.batch(pipeline, { update });
    }, t('pipelines.saved'));
  return (
    <>
      <ul className={classes['list']} aria-label={t('pipelines.list')}>
        {pipelines.map((one, at) => (
          <li
            key={one.id}
            data-chosen={one.id === chosen || undefined}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={() => dragged !== null && void move(dragged, at)}
          >
            {isFixed ? null : (
              <span
                className={classes['grip']}
                draggable
                aria-hidden
                onDragStart={() => setDragged(at)}
                onDragEnd={() => setDragged(null)}
              >
                <IconGripVertical size={16} />
              </span>
            )}
            <UnstyledButton
              className={classes['name'] ?? ''}
              aria-current={one.id === chosen || undefined}
              onClick={() => onChoose(one.id)}
              onKeyDown={(event) => {
                if (isFixed || !event.altKey) return;
                if (event.key === 'ArrowUp') void move(at, at - 1);
                if (event.key === 'ArrowDown') void move(at, at + 1);
              }}
            >
              {one.title}{' '}
              {one['isDefault'] === true ? (
                <Badge size="xs" variant="light" tt="none">
                  {t('pipelines.isDefault')}
                </Badge>
              ) : null}
            </UnstyledButton>
            {isFixed ? null : (
              <>
                <ActionIcon
                  size={28}
                  aria-label={t('pipelines.up', { name: one.title })}
                  disabled={at === 0}
                  onClick={() => void move(at, at - 1)}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  size={28}
                  aria-label={t('pipelines.down', { name: one.title })}
                  disabled={at === pipelines.length - 1}
                  onClick={() => void move(at, at + 1)}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon size={28} aria-label={t('pipelines.menu', { name: one.title })}>
                      <IconDots size={16} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item
                      leftSection={<IconPencil size={16} />}
                      onClick={() => setRenaming(one)}
                    >
                      {t('pipelines.rename')}
                    </Menu.Item>
                    <Menu.Item
                      leftSection={<IconStar size={16} />}
                      disabled={one['isDefault'] === true}
                      onClick={() =>
                        void save(
                          () => client.update(pipeline, one.id, { isDefault: true }),
                          t('pipelines.saved'),
                        )
                      }
                    >
                      {t('pipelines.makeDefault')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => onCopy(one.id)}>
                      {t('pipelines.copy')}
                    </Menu.Item>
                    <Menu.Item
                      color="red"
                      leftSection={<IconTrash size={16} />}
                      onClick={() => setGoing(one)}
                    >
                      {t('pipelines.delete')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </>
            )}
          </li>
        ))}
      </ul>
      {going ? (
        <DeletePipeline
          pipeline={going}
          others={pipelines.filter((one) => one.id !== going.id)}
          onDone={() => onChoose(undefined)}
          onClose={() => setGoing(null)}
        />
      ) : null}
      {renaming ? <RenamePipeline pipeline={renaming} onClose={() => setRenaming(null)} /> : null}
    </>
  );
}

import { ActionIcon, Badge, Menu } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { pipeline } from '@relata/model';
import { IconCopy, IconDots, IconPencil, IconStar, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { OrderedList } from '../ordered-list.tsx';
import { forgetStages } from './arrange-data.ts';
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

/** Pipelines in their order. */
export function PipelineList({ pipelines, chosen, isFixed, onChoose, onCopy }: Props) {
  const { t } = useTranslation('arrange');
  const [going, setGoing] = useState<AnyRecord | null>(null);
  const [renaming, setRenaming] = useState<AnyRecord | null>(null);
  const save = async (task: () => Promise<unknown>, text: string) => {
    await changeSetting(task, text).catch(sayProblem);
    await forgetStages();
  };
  const order = (ordered: readonly AnyRecord[]) =>
    save(() => {
      const update = ordered.map(({ id }, position) => ({ id, position }));
      return client.batch(pipeline, { update });
    }, t('pipelines.saved'));
  return (
    <>
      <div className={classes['list']}>
        <OrderedList
          label={t('pipelines.list')}
          items={pipelines}
          chosen={chosen}
          isFixed={isFixed}
          onOrder={(ordered) => void order(ordered)}
          onOpen={(one) => onChoose(one.id)}
          renderName={(one) => (
            <>
              {one.title}{' '}
              {one['isDefault'] === true ? (
                <Badge size="xs" variant="light" tt="none">
                  {t('pipelines.isDefault')}
                </Badge>
              ) : null}
            </>
          )}
          renderEnd={(one) => (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size={28} aria-label={t('pipelines.menu', { name: one.title })}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setRenaming(one)}>
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
          )}
        />
      </div>
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

import { ActionIcon, Menu } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import {
  IconArrowLeft,
  IconArrowRight,
  IconDots,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../data/session.ts';
import { Dot } from '../../../fields/dot.tsx';
import { useSmallList } from '../../../fields/titles.ts';
import { idOf } from '../../../fields/contract.ts';
import { mayStandAt, moveStage, type StageChange, StageDialog } from './stage-dialog.tsx';

/** What administrators do with stages where their records stand (plug-bitrix24-pipedrive §3.1): of a column that joins several, with each of them. */
export function StageMenu({ ids, name }: { ids: readonly string[]; name: string }) {
  const { t } = useTranslation('arrange');
  const { can } = useMe();
  const all = useSmallList('stage');
  const [change, setChange] = useState<{ stage: AnyRecord; does: StageChange } | null>(null);
  const stages = all.filter(({ id }) => ids.includes(id));
  const [only] = stages;
  if (!only || !can.administer) return null;
  const besides = (stage: AnyRecord) =>
    all.filter((one) => idOf(one['pipeline']) === idOf(stage['pipeline']));
  const itemsOf = (stage: AnyRecord) => (
    <Items stage={stage} stages={besides(stage)} onChange={(does) => setChange({ stage, does })} />
  );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} aria-label={t('stages.menu', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {stages.length === 1
            ? itemsOf(only)
            : stages.map((stage) => (
                <Menu.Sub key={stage.id}>
                  <Menu.Sub.Target>
                    <Menu.Sub.Item leftSection={<Dot colour={colourOf(stage)} />}>
                      {stage.title}
                    </Menu.Sub.Item>
                  </Menu.Sub.Target>
                  <Menu.Sub.Dropdown>{itemsOf(stage)}</Menu.Sub.Dropdown>
                </Menu.Sub>
              ))}
        </Menu.Dropdown>
      </Menu>
      {change ? (
        <StageDialog
          pipeline={idOf(change.stage['pipeline']) ?? ''}
          stages={besides(change.stage)}
          change={change.does}
          onClose={() => setChange(null)}
        />
      ) : null}
    </>
  );
}

interface ItemsProps {
  stage: AnyRecord;
  /** All of its pipeline, in their order. */
  stages: readonly AnyRecord[];
  onChange: (change: StageChange) => void;
}

function Items({ stage, stages, onChange }: ItemsProps) {
  const { t } = useTranslation('arrange');
  const at = stages.indexOf(stage);
  const name = stage.title;
  return (
    <>
      <Menu.Item
        leftSection={<IconPencil size={16} />}
        onClick={() => onChange({ does: 'edit', stage })}
      >
        {t('stages.edit', { name })}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPlus size={16} />}
        onClick={() => onChange({ does: 'add', after: stage })}
      >
        {t('stages.addAfter')}
      </Menu.Item>
      {[at - 1, at + 1].map((to) => (
        <Menu.Item
          key={to}
          disabled={!mayStandAt(stages, at, to)}
          leftSection={to < at ? <IconArrowLeft size={16} /> : <IconArrowRight size={16} />}
          onClick={() => void moveStage(stages, at, to, t('stages.moved'))}
        >
          {t(to < at ? 'stages.left' : 'stages.right', { name })}
        </Menu.Item>
      ))}
      <Menu.Item
        color="var(--mantine-color-error)"
        leftSection={<IconTrash size={16} />}
        onClick={() => onChange({ does: 'remove', stage })}
      >
        {t('stages.delete', { name })}
      </Menu.Item>
    </>
  );
}

const colourOf = ({ colour }: AnyRecord): string | null =>
  typeof colour === 'string' ? colour : null;

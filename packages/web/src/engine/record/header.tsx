import { ActionIcon, Button, CopyButton, Menu, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { AnyRecord, DescribedObject } from '@relata/client';
import {
  IconArrowMerge,
  IconCheck,
  IconCopy,
  IconCopyPlus,
  IconDots,
  IconHelpCircle,
  IconLayoutList,
  IconRoute,
  IconStar,
  IconStarFilled,
  IconTrash,
  IconTrophy,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { useLabels, withTextsOf } from '../../app/language.ts';
import { favouritesQuery, setFavourite } from '../../data/favourites.ts';
import { useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { FieldCell, isEmpty } from '../../fields/index.tsx';
import { useHasOtherWays } from '../../fields/way.ts';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { WhyDialog } from '../access/lazy.ts';
import { MergeDialog } from '../duplicates/lazy.ts';
import { LayoutDialog } from '../layout/lazy.ts';
import { MoveRecords } from '../move/move-records.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { FollowButton } from './follow-button.tsx';
import styles from './record.module.css';
import { StagePath } from './stage-path.tsx';
import { TitleEditor } from './title-editor.tsx';
import { useDoings } from './use-doings.ts';
import { pipelineOf } from './use-laid-out.ts';

const RotFact = lazy(() =>
  withTextsOf(['board'], import('./rot-fact.tsx')).then((module) => ({ default: module.RotFact })),
);

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  /** It has been deleted: there is nothing left to show. */
  onGone: () => void;
  /** Further buttons: close, open the page. */
  children?: ReactNode;
}

const icons: Record<string, ReactNode> = {
  win: <IconTrophy size={16} className={styles['win']} aria-hidden />,
  lose: <IconX size={16} className={styles['lose']} aria-hidden />,
};

/** Which record this is, how far it has come, and what can be done with it. */
export function Header({ object, record, onGone, children }: Props) {
  const { t } = useTranslation(['record', 'access']);
  const labels = useLabels();
  const { viewedBy } = useMe();
  const [isWhyOpen, whyDialog] = useDisclosure();
  const [isLayoutOpen, layoutDialog] = useDisclosure();
  const [isMergeOpen, mergeDialog] = useDisclosure();
  const [isMoveOpen, moveDialog] = useDisclosure();
  const hasOtherWays = useHasOtherWays(object);
  const navigate = useNavigate();
  const doings = useDoings(object, record, onGone);
  const { actions, asking, running, run } = doings;
  const rest = actions.filter(({ action }) => !action.primary);

  const mayMerge = object.place === 'main' && object.can.update && object.can.delete;
  /** Where the other one stays, it takes the place of this. */
  const merged = (after: AnyRecord | null) => {
    mergeDialog.close();
    if (!after || after.id === record.id) return;
    const params = { plural: object.plural, id: after.id };
    navigate({ to: '/$plural/$id', params, replace: true }).catch(sayProblem);
  };
  const address = `${window.location.origin}/${object.plural}/${record.id}`;
  const facts = headFacts(object, record);
  return (
    <div className={styles['header']}>
      <div className={styles['headline']}>
        <div className={styles['naming']}>
          <ObjectIcon name={object.icon} size={20} />
          <TitleEditor object={object} record={record} />
        </div>
        <div className={styles['tools']}>
          {actions
            .filter(({ action }) => action.primary)
            .map(({ name, isImmediate }) => (
              <Button
                key={name}
                size="compact-md"
                variant="default"
                leftSection={icons[name]}
                loading={running === name}
                onClick={() => void run(name, isImmediate)}
              >
                {labels.action(object, name)}
              </Button>
            ))}
          {viewedBy ? null : <FollowButton object={object} record={record} />}
          {viewedBy ? null : <Star object={object} record={record} />}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('more')}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {rest.map(({ name, isImmediate }) => (
                <Menu.Item key={name} onClick={() => void run(name, isImmediate)}>
                  {labels.action(object, name)}
                </Menu.Item>
              ))}
              {hasOtherWays ? (
                <Menu.Item leftSection={<IconRoute size={15} />} onClick={moveDialog.open}>
                  {t('move')}
                </Menu.Item>
              ) : null}
              {object.can.create ? (
                <Menu.Item
                  leftSection={<IconCopyPlus size={15} />}
                  onClick={() => void doings.copy()}
                >
                  {t('duplicate')}
                </Menu.Item>
              ) : null}
              <CopyButton value={address}>
                {({ copied, copy }) => (
                  <Menu.Item
                    closeMenuOnClick={false}
                    leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
                    onClick={copy}
                  >
                    {t(copied ? 'copied' : 'copyLink')}
                  </Menu.Item>
                )}
              </CopyButton>
              {viewedBy || object.place !== 'main' ? null : (
                <Menu.Item leftSection={<IconLayoutList size={15} />} onClick={layoutDialog.open}>
                  {t('arrange')}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconHelpCircle size={15} />} onClick={whyDialog.open}>
                {t('access:why.menu')}
              </Menu.Item>
              {mayMerge ? (
                <Menu.Item leftSection={<IconArrowMerge size={15} />} onClick={mergeDialog.open}>
                  {t('merge')}
                </Menu.Item>
              ) : null}
              {object.can.delete ? (
                <Menu.Item
                  color="var(--mantine-color-error)"
                  leftSection={<IconTrash size={15} />}
                  onClick={doings.discard}
                >
                  {t('delete')}
                </Menu.Item>
              ) : null}
            </Menu.Dropdown>
          </Menu>
          {children}
        </div>
      </div>
      {facts.length ? (
        <div className={styles['sub']}>
          {facts.map((name) => (
            <span key={name} title={labels.field(object, name)}>
              <FieldCell object={object} name={name} value={record[name]} record={record} />
            </span>
          ))}
          {object.idle ? (
            <Suspense fallback={null}>
              <RotFact object={object} record={record} />
            </Suspense>
          ) : null}
        </div>
      ) : null}
      <StagePath object={object} record={record} />
      {isLayoutOpen ? (
        <Suspense fallback={null}>
          <LayoutDialog
            object={object}
            pipeline={pipelineOf(object, record)}
            onClose={layoutDialog.close}
          />
        </Suspense>
      ) : null}
      {isMoveOpen ? (
        <MoveRecords object={object} records={[record]} onClose={moveDialog.close} />
      ) : null}
      {isMergeOpen ? (
        <Suspense fallback={null}>
          <MergeDialog object={object} ids={[record.id]} onClose={merged} />
        </Suspense>
      ) : null}
      {isWhyOpen ? (
        <Suspense>
          <WhyDialog
            record={{ object: object.name, id: record.id, title: record.title }}
            onClose={whyDialog.close}
          />
        </Suspense>
      ) : null}
      {asking === null ? null : (
        <ActionDialog
          object={object}
          record={record}
          action={asking}
          onDone={doings.goOn}
          onClose={doings.stopAsking}
        />
      )}
    </div>
  );
}

/** What one wants to see before anything else: what it is worth, whose it is, how it ended. */
function headFacts(object: DescribedObject, record: AnyRecord): string[] {
  const ended = record['status'] !== 'open' ? 'status' : undefined;
  const wanted = [ended, object.board?.sum, 'company', 'owner', 'nextActivityAt'];
  return wanted.filter(
    (name): name is string =>
      name !== undefined && object.fields[name] !== undefined && !isEmpty(record[name]),
  );
}

function Star({ object, record }: { object: DescribedObject; record: AnyRecord }) {
  const { t } = useTranslation('record');
  const { data = [] } = useQuery(favouritesQuery);
  const isOn = data.some((one) => one.object === object.name && one.id === record.id);
  return (
    <Tooltip label={t(isOn ? 'unstar' : 'star')}>
      <ActionIcon
        aria-label={t('star')}
        aria-pressed={isOn}
        color={isOn ? 'yellow.7' : 'gray'}
        onClick={() =>
          setFavourite({ object: object.name, id: record.id, title: record.title }, !isOn).catch(
            sayProblem,
          )
        }
      >
        {isOn ? <IconStarFilled size={18} /> : <IconStar size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}

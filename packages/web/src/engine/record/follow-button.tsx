import { ActionIcon, Tooltip } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconEye, IconEyeCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isFollowing, setFollowing } from '../../data/follow.ts';
import { useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';

/** Whoever reads a record may be told of what happens to it: one press, or the key `f`. */
export function FollowButton({ object, record }: { object: DescribedObject; record: AnyRecord }) {
  const { t } = useTranslation('record');
  const { user } = useMe();
  if (!object.followedBy || !object.fields[object.followedBy]) return null;
  const isOn = isFollowing(object, record, user.id);
  const me = { id: user.id, title: user.name };
  return (
    <Tooltip label={t(isOn ? 'unfollow' : 'follow')}>
      <ActionIcon
        data-follow
        aria-label={t('follow')}
        aria-pressed={isOn}
        aria-keyshortcuts="f"
        color={isOn ? 'blue' : 'gray'}
        onClick={() => setFollowing(object, record, me, !isOn).catch(sayProblem)}
      >
        {isOn ? <IconEyeCheck size={18} /> : <IconEye size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}

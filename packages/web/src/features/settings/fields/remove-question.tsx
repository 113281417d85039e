import type { DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { TakeAway } from '../take-away.tsx';
import { forgetFields } from './fields-data.ts';

interface Props {
  object: DescribedObject;
  name: string;
  onClose: (isGone: boolean) => void;
}

/** Says in how many records a field is filled before it goes. It can be brought back, with what was in it. */
export function RemoveQuestion({ object, name, onClose }: Props) {
  const { t } = useTranslation('shape');
  const field = useLabels().field(object, name);
  const id = `${object.name}.${name}`;
  const isOwn = object.fields[name]?.custom === true;
  const { data: filled } = useQuery({
    queryKey: ['filled', id],
    queryFn: () => client.filledIn(id),
    enabled: isOwn,
    staleTime: 0,
  });
  const known = filled === undefined ? null : t('filledIn', { count: filled });
  const remove = async () => {
    await client.removeField(id);
    await forgetFields();
  };
  return (
    <TakeAway
      title={t(isOwn ? 'removeTitle' : 'resetTitle', { field })}
      uses={isOwn ? known : t('resetText')}
      confirm={t(isOwn ? 'remove' : 'reset')}
      take={() => changeSetting(remove, t(isOwn ? 'removed' : 'wasReset', { field }))}
      onClose={onClose}
    />
  );
}

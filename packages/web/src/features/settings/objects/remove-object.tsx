import type { ShapedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { TakeAway } from '../take-away.tsx';
import { forgetObjects } from './objects-data.ts';

/** Says how many records go along before an object goes; it comes back with them. Ours become what they were. */
export function RemoveObject(props: { object: ShapedObject; onClose: (isGone: boolean) => void }) {
  const { object, onClose } = props;
  const { t } = useTranslation('objects');
  const title = useLabels().object(object, 'many');
  const { data: count } = useQuery({
    queryKey: ['list', object.name, 'count'],
    queryFn: async () => (await client.list(object, { limit: 1, total: 'exact' })).page.total ?? 0,
    enabled: object.custom,
    staleTime: 0,
  });
  const known = count === undefined ? null : t('removeText', { count });
  const remove = async () => {
    await client.removeObject(object.name);
    await forgetObjects();
  };
  const said = t(object.custom ? 'removed' : 'wasReset', { object: title });
  return (
    <TakeAway
      title={t(object.custom ? 'removeTitle' : 'resetTitle', { object: title })}
      uses={object.custom ? known : t('resetText')}
      confirm={t(object.custom ? 'remove' : 'reset')}
      take={() => changeSetting(remove, said)}
      onClose={onClose}
    />
  );
}

import { Button } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { remove } from '../../../data/writes.ts';
import { askFirst } from '../../../ui/question.ts';
import { arranging } from './arranging.ts';

/** As many names as a person reads. */
const named = 20;

/** Deletes the tags that no record carries, once their names have been seen (OO-SET-13). */
export function UnusedTags({ object, onDone }: { object: DescribedObject; onDone: () => void }) {
  const { t } = useTranslation(['arrange', 'app']);
  const format = useFormat();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    const tags = await arranging.unusedTags();
    const count = tags.length;
    if (count === 0) return tell(t('lists.noneWithoutUse'));
    const names = tags.slice(0, named).map((one) => one.title);
    const isWanted = await askFirst({
      title: t('lists.withoutUseTitle', { count }),
      text: count > named ? `${names.join(', ')} …` : format.list(names),
      yes: t('app:delete'),
    });
    if (!isWanted) return;
    await remove(object, tags);
    onDone();
  };
  const start = () => {
    setBusy(true);
    go()
      .catch(sayProblem)
      .finally(() => setBusy(false));
  };
  return (
    <Button variant="subtle" color="gray" ml="auto" loading={isBusy} onClick={start}>
      {t('lists.withoutUse')}
    </Button>
  );
}

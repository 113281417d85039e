import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../app/dialog.tsx';
import { useProblemText } from '../../app/problem-text.ts';
import { useObject } from '../../data/catalog.ts';
import { type Collection, unchanged } from '../collection/state/use-collection.ts';
import { changeView, saveAsView } from './save-view.ts';
import { isNamed, shared, type Sharing, SharingInput, sharingOf } from './sharing.tsx';

/** Asks what a new view is called and whom it is for; or the one or the other of one that there is. */
export function ViewDialog({
  collection,
  asks,
  onClose,
}: {
  collection: Collection;
  asks: 'new' | 'rename' | 'share';
  onClose: () => void;
}) {
  const { view, set } = collection;
  const { t } = useTranslation(['collection', 'app', 'views']);
  const problem = useProblemText();
  const views = useObject('view');
  const [name, setName] = useState(asks === 'new' ? '' : view.name);
  const [sharing, setSharing] = useState<Sharing>(sharingOf(asks === 'share' ? view : null));
  const [error, setError] = useState<string>();
  const [isSaving, setSaving] = useState(false);

  const save = async () => {
    if (!name.trim()) return;
    if (!isNamed(sharing)) {
      setError(t('views:share.unnamed'));
      return;
    }
    setSaving(true);
    const title = { name: name.trim() };
    try {
      if (asks === 'rename') await changeView(views, view, title, t('views.renamed', title));
      else if (asks === 'share')
        await changeView(views, view, shared(sharing), t('views:share.shared', title));
      else
        set({
          ...unchanged,
          view: await saveAsView(views, collection, { ...title, ...shared(sharing) }),
        });
      onClose();
    } catch (caught) {
      setError(problem(caught));
      setSaving(false);
    }
  };

  const titles = {
    new: t('views.saveAs'),
    rename: t('views.rename'),
    share: t('views:share.title'),
  };
  return (
    <Dialog onClose={onClose} title={titles[asks]}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          {asks !== 'share' && (
            <TextInput
              label={t('views.name')}
              required
              maxLength={100}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          {asks !== 'rename' && <SharingInput value={sharing} onChange={setSharing} />}
          {error && (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {error}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <CancelButton />
            <Button type="submit" loading={isSaving} disabled={!name.trim()}>
              {t('app:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

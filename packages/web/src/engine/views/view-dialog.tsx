import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { useObject } from '../../data/catalog.ts';
import { type Collection, unchanged } from '../collection/state/use-collection.ts';
import { changeView, saveAsView } from './save-view.ts';

/** Asks for the name of a view: of a new one, or another one for this. */
export function ViewDialog({
  collection,
  renames,
  onClose,
}: {
  collection: Collection;
  renames: boolean;
  onClose: () => void;
}) {
  const { view, set } = collection;
  const { t } = useTranslation(['collection', 'app']);
  const problem = useProblemText();
  const views = useObject('view');
  const [name, setName] = useState(renames ? view.name : '');
  const [isShared, setShared] = useState(false);
  const [isDefault, setDefault] = useState(false);
  const [error, setError] = useState<string>();
  const [isSaving, setSaving] = useState(false);

  const save = async () => {
    if (!name.trim()) return;
    setSaving(true);
    try {
      if (renames)
        await changeView(
          views,
          view,
          { name: name.trim() },
          t('views.renamed', { name: name.trim() }),
        );
      else
        set({
          ...unchanged,
          view: await saveAsView(views, collection, { name: name.trim(), isShared, isDefault }),
        });
      onClose();
    } catch (caught) {
      setError(problem(caught));
      setSaving(false);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={renames ? t('views.rename') : t('views.saveAs')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('views.name')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            error={error}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {!renames && (
            <>
              <Switch
                label={t('views.share')}
                checked={isShared}
                onChange={(event) => setShared(event.currentTarget.checked)}
              />
              <Switch
                label={t('views.default')}
                checked={isDefault}
                onChange={(event) => setDefault(event.currentTarget.checked)}
              />
            </>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={isSaving} disabled={!name.trim()}>
              {t('app:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

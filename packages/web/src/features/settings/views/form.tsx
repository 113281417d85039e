import { Input, Select, Text, TextInput } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import type { Filter } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { offerUndo } from '../../../data/undo.ts';
import { FilterBuilder } from '../../../engine/collection/filter/builder.tsx';
import { readFilter } from '../../../engine/collection/state/use-collection.ts';
import { addView, changeView } from '../../../engine/views/save-view.ts';
import {
  isNamed,
  shared,
  type Sharing,
  SharingInput,
  sharingOf,
} from '../../../engine/views/sharing.tsx';
import { type SavedView, viewsQuery } from '../../../engine/views/views.ts';
import { SettingDrawer } from '../setting-drawer.tsx';
import { changesIn } from '../use-draft.ts';

/** What a view is called, which records it shows and who sees it; the rest of it is arranged above its list. */
export function ViewForm({
  view,
  objects,
  start,
  onClose,
}: {
  /** Null: a new one. */
  view: SavedView | null;
  objects: readonly DescribedObject[];
  /** The object that a new one is likely of. */
  start: string | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation(['views', 'collection', 'app']);
  const labels = useLabels();
  const views = useObject('view');
  const { data: known = [] } = useQuery(viewsQuery);
  const [name, setName] = useState(view?.name ?? '');
  const [of, setOf] = useState(view?.object ?? start ?? objects[0]?.name ?? '');
  const [filter, setFilter] = useState<Filter>(() => readFilter(view?.filter));
  const [sharing, setSharing] = useState<Sharing>(() => sharingOf(view));
  const [asOpened] = useState({ name, filter, ...shared(sharing) });
  const [problem, setProblem] = useState<unknown>(null);
  const object = objects.find((one) => one.name === of);

  const save = async () => {
    if (!isNamed(sharing)) {
      setProblem(t('share.unnamed'));
      return;
    }
    setProblem(null);
    const given = { name: name.trim(), filter, ...shared(sharing) };
    try {
      if (view) {
        // What a colleague has changed of it meanwhile stays.
        const changes = changesIn(given, asOpened);
        if (Object.keys(changes).length)
          await changeView(views, view, changes, t('collection:views.saved', { name: given.name }));
      } else {
        const siblings = known.filter((one) => one.object === of);
        const { batch } = await addView(views, of, siblings, { layout: 'table', ...given });
        if (batch)
          offerUndo({ batch, object: 'view', text: t('manage.added', { name: given.name }) });
      }
      onClose();
    } catch (caught) {
      setProblem(caught);
    }
  };
  return (
    <SettingDrawer
      title={t(view ? 'manage.edit' : 'manage.add')}
      problem={problem}
      submit={t('app:save')}
      isReady={name.trim() !== '' && object !== undefined}
      typed={[name, of, filter, sharing]}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('collection:views.name')}
        required
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {!view && (
        <Select
          label={t('manage.object')}
          data={objects.map((one) => ({ value: one.name, label: labels.object(one, 'many') }))}
          value={of}
          allowDeselect={false}
          searchable
          onChange={(chosen) => {
            if (!chosen || chosen === of) return;
            setOf(chosen);
            setFilter({});
          }}
        />
      )}
      {object && (
        <Input.Wrapper label={t('manage.conditions')} labelElement="div">
          <FilterBuilder
            key={object.name}
            object={object}
            filter={filter}
            start={null}
            onChange={setFilter}
          />
        </Input.Wrapper>
      )}
      <SharingInput value={sharing} onChange={setSharing} />
      <Text size="xs" c="dimmed">
        {t('manage.hint')}
      </Text>
    </SettingDrawer>
  );
}

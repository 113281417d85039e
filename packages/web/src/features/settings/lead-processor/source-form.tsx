import type { AnyRecord, DescribedObject } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { change, create, remove } from '../../../data/writes.ts';
import { sayProblem } from '../../../data/undo.ts';
import { FieldList } from '../../../engine/forms/field-list.tsx';
import { useForm } from '../../../engine/forms/use-form.ts';
import { SettingDrawer } from '../setting-drawer.tsx';
import { MappingInput } from './mapping-input.tsx';

interface Props {
  object: DescribedObject;
  /** Null: a new one. */
  source: AnyRecord | null;
  /** With a new one, whose key is to be made. */
  onClose: (made?: AnyRecord) => void;
}

const asked = ['name', 'active', 'source', 'campaign', 'priority', 'perMinute', 'tags'] as const;

/** What a source is called, takes, and gives to leads that say nothing themselves. */
export function SourceForm({ object, source, onClose }: Props) {
  const { t } = useTranslation(['processor', 'app']);
  const form = useForm(
    object,
    [...asked, 'mapping'],
    source
      ? Object.fromEntries(asked.map((name) => [name, source[name] ?? null]))
      : { active: true, perMinute: 120 },
  );
  const [mapping, setMapping] = useState<[string, string][]>(() =>
    Object.entries((source?.['mapping'] ?? {}) as Record<string, string>),
  );
  const save = async () => {
    let made: AnyRecord | undefined;
    const isSaved = await form.submit(async (given) => {
      const named = mapping.filter(([name, field]) => name.trim() && field);
      const values = {
        ...given,
        mapping: named.length
          ? Object.fromEntries(named.map(([name, field]) => [name.trim(), field]))
          : null,
      };
      if (source) await change(object, source, values);
      else made = await create(object, values, asked);
    });
    if (isSaved) onClose(made);
  };
  return (
    <SettingDrawer
      title={source ? source.title : t('sources.add')}
      problem={form.problem}
      submit={t('app:save')}
      isReady={Boolean(String(form.values['name'] ?? '').trim())}
      typed={[form.values, mapping]}
      onSubmit={save}
      onClose={() => onClose()}
      remove={
        source
          ? {
              label: t('sources.remove'),
              ask: () => remove(object, [source]).then(() => onClose(), sayProblem),
            }
          : undefined
      }
    >
      <FieldList
        object={object}
        names={asked}
        values={form.values}
        errors={form.errors}
        onChange={form.set}
        autoFocus={source === null}
      />
      <MappingInput pairs={mapping} error={form.errors['mapping']} onChange={setMapping} />
    </SettingDrawer>
  );
}

import { Select, TextInput } from '@mantine/core';
import { convertibleKinds, customKinds, type FieldKind } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import type { Draft } from './draft.ts';

interface Props {
  isNew: boolean;
  /** The workspace's own. */
  isOwn: boolean;
  apiName: string;
  draft: Draft;
  errorAt: (...parts: string[]) => string | undefined;
  onChange: (changes: Partial<Draft>) => void;
  /** Another kind was chosen for a field that holds values already. */
  onConvert: (kind: FieldKind) => void;
}

/** What is said of those who fill a field in says nothing where a formula does. */
const byNobody: Partial<Draft> = { requirement: 'no', readOnlyWhen: {}, changedBy: [] };

/** What a field holds, and what machines call it: chosen for a new one, converted of an old. */
export function KindPart(props: Props) {
  const { isNew, isOwn, apiName, draft, errorAt, onChange, onConvert } = props;
  const { t } = useTranslation('shape');
  const labels = useLabels();
  const catalog = useCatalog();
  const choice = (value: FieldKind) => ({ value, label: t(`kinds.${value}`) });
  if (!isNew) {
    if (!isOwn || !convertibleKinds.some((one) => one === draft.kind)) return null;
    return (
      <Select
        label={t('kind')}
        data={convertibleKinds.map(choice)}
        value={draft.kind}
        allowDeselect={false}
        onChange={(value) => {
          const kind = convertibleKinds.find((one) => one === value);
          if (kind && kind !== draft.kind) onConvert(kind);
        }}
      />
    );
  }
  return (
    <>
      <Select
        label={t('kind')}
        data={[...customKinds.map(choice), { value: 'formula', label: t('kinds.formula') }]}
        value={draft.formula === null ? draft.kind : 'formula'}
        allowDeselect={false}
        searchable
        onChange={(value) => {
          const kind = customKinds.find((one) => one === value);
          const none = { default: null, defaultAlong: null, unique: false };
          if (kind) onChange({ ...none, kind, formula: null });
          if (value === 'formula') onChange({ ...none, ...byNobody, kind: 'number', formula: '' });
        }}
      />
      {draft.kind === 'link' || draft.kind === 'links' ? (
        <Select
          label={t('to')}
          data={Object.values(catalog.objects)
            .filter((one) => one.place === 'main')
            .map((one) => ({ value: one.name, label: labels.object(one, 'many') }))}
          value={draft.to}
          allowDeselect={false}
          error={errorAt('to')}
          onChange={(to) => to && onChange({ to })}
        />
      ) : null}
      <TextInput
        label={t('apiName')}
        description={t('apiNameHint')}
        value={apiName}
        error={errorAt('name')}
        onChange={(event) => onChange({ name: event.currentTarget.value.trim() })}
      />
    </>
  );
}

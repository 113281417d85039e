import { Select, Switch } from '@mantine/core';
import type { DescribedObject, ShapedField } from '@relata/client';
import {
  customField,
  customKinds,
  type Field,
  type FieldKind,
  mustBeShown,
  unnamed,
  unshaped,
  whySeen,
} from '@relata/model';
import { ConvertQuestion } from './convert-question.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { noteWork } from '../../../data/work.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { useFieldErrors } from '../../../engine/forms/field-errors.ts';
import { SettingDrawer } from '../setting-drawer.tsx';
import { AudienceSelect } from './audience-select.tsx';
import { DefaultInput } from './default-input.tsx';
import {
  changesOf,
  type Draft,
  draftOf,
  hasOptions,
  nameFor,
  newDraft,
  newFieldOf,
} from './draft.ts';
import { forgetFields } from './fields-data.ts';
import { FormulaPart } from './formula-part.tsx';
import { KindPart } from './kind-part.tsx';
import { OptionsEditor } from './options-editor.tsx';
import { RequirementInput } from './requirement-input.tsx';
import { RuleInput } from './rule-input.tsx';
import { TextsInput } from './texts-input.tsx';

interface Props {
  object: DescribedObject;
  /** Name of the field; null: a new one. */
  name: string | null;
  shape: ShapedField | undefined;
  /** There is a new one; called before the form closes. */
  onAdded: (name: string) => void;
  onClose: () => void;
  /** Takes it out, or what the workspace says of it; missing where there is nothing to take. */
  onRemove?: (() => void) | undefined;
}

const unique = new Set(['text', 'number', 'integer']);

/** Everything that a workspace can say of a field, in the order in which people ask for it. */
export function FieldForm({ object, name, shape, onAdded, onClose, onRemove }: Props) {
  const { t, i18n } = useTranslation(['shape', 'app']);
  const labels = useLabels();
  const catalog = useCatalog();
  const existing = name === null ? undefined : object.fields[name];
  const [start] = useState(() => (name && existing ? draftOf(name, existing, shape) : newDraft));
  const [draft, setDraft] = useState<Draft>(start);
  const [error, setError] = useState<unknown>(null);
  const [converting, setConverting] = useState<FieldKind | null>(null);
  const set = (changes: Partial<Draft>) => {
    setError(null);
    setDraft((now) => ({ ...now, ...changes }));
  };
  const at = useFieldErrors(error);
  const isOwn = !existing || existing.custom === true;
  const isFilled =
    draft.formula !== null || (existing?.writtenBy !== undefined && existing.kind !== 'autonumber');
  const ours = isOwn ? undefined : unshaped(object).fields[name ?? ''];
  const language = isLanguage(i18n.language) ? i18n.language : 'en';
  const firstLabel = draft.label[language] ?? Object.values(draft.label)[0] ?? '';
  const apiName = name ?? (draft.name || nameFor(catalog, object, firstLabel));
  const why = isOwn ? null : whySeen(unshaped(object), apiName);
  const field: Field = existing
    ? { ...existing, options: draft.options }
    : { ...customField({ kind: kindOf(draft), label: draft.label }), options: draft.options };

  const save = async () => {
    const id = `${object.name}.${apiName}`;
    const changes = name === null ? null : changesOf(draft, start);
    const change = async () => {
      if (changes === null) await client.addField(newFieldOf(object.name, draft, apiName));
      else if (Object.keys(changes).length) await client.changeField(id, changes);
      if (draft.formula !== start.formula) noteWork(await client.recomputeField(id));
      await forgetFields();
    };
    const named = { field: firstLabel || labels.field(object, apiName) };
    try {
      await changeSetting(change, t(name === null ? 'added' : 'saved', named));
      if (name === null) onAdded(apiName);
      onClose();
    } catch (caught) {
      setError(caught);
    }
  };
  const isSaid = at(...saidAt) !== undefined;

  return (
    <SettingDrawer
      title={name === null ? t('add') : labels.field(object, name)}
      problem={isSaid ? null : error}
      submit={t(name === null ? 'add' : 'app:save')}
      isReady={!(isOwn && !firstLabel.trim()) && draft.formula?.trim() !== ''}
      typed={draft}
      onSubmit={save}
      onClose={onClose}
      remove={onRemove && { label: t(isOwn ? 'remove' : 'reset'), ask: onRemove }}
      isBehind={converting !== null}
    >
      <TextsInput
        label={t('label')}
        required={isOwn}
        autoFocus
        placeholder={ours && labels.field(unnamed(object, catalog), apiName)}
        mayGoBack={ours !== undefined}
        error={at('label')}
        value={draft.label}
        onChange={(label) => set({ label })}
      />
      <KindPart
        isNew={name === null}
        isOwn={isOwn && existing?.formula === undefined}
        apiName={apiName}
        draft={draft}
        errorAt={at}
        onChange={set}
        onConvert={setConverting}
      />
      {draft.formula !== null ? (
        <FormulaPart
          object={object}
          name={apiName}
          isNew={name === null}
          draft={draft}
          error={at('formula')}
          onChange={set}
        />
      ) : null}
      {hasOptions(draft.kind) ? (
        <OptionsEditor
          object={object}
          name={apiName}
          options={draft.options}
          ours={new Set((ours?.options ?? []).map((one) => one.value))}
          isClosed={!isOwn && !existing?.open}
          error={at('options')}
          onChange={(options) => set({ options })}
        />
      ) : null}
      <TextsInput
        label={t('help')}
        description={t('helpHint')}
        isLong
        value={draft.help}
        onChange={(help) => set({ help })}
      />
      {isFilled || ours?.required ? null : (
        <RequirementInput
          object={object}
          draft={draft}
          error={at('required', 'requiredWhen', 'requiredFrom')}
          onChange={set}
        />
      )}
      {isFilled ? null : (
        <>
          <DefaultInput
            object={object}
            name={apiName}
            field={field}
            draft={draft}
            error={at('default')}
            onChange={(value) => set({ default: value })}
          />
          {object.place === 'main' ? (
            <DefaultInput
              object={object}
              name={apiName}
              field={field}
              draft={{ kind: draft.kind, default: draft.defaultAlong }}
              isAlong
              error={at('defaultAlong')}
              onChange={(value) => set({ defaultAlong: isValue(value) ? value : null })}
            />
          ) : null}
          <RuleInput
            object={object}
            label={t('readOnly')}
            description={t('readOnlyHint')}
            error={at('readOnlyWhen')}
            value={draft.readOnlyWhen}
            onChange={(readOnlyWhen) => set({ readOnlyWhen })}
          />
        </>
      )}
      {mustBeShown(object, apiName) ? null : (
        <RuleInput
          object={object}
          label={t('showWhen')}
          error={at('showWhen')}
          value={draft.showWhen}
          onChange={(showWhen) => set({ showWhen })}
        />
      )}
      <AudienceSelect
        label={t('seenBy')}
        description={why ? labels.invalid({ code: why, message: '' }) : t('seenByHint')}
        disabled={why !== null}
        error={at('seenBy')}
        value={draft.seenBy}
        onChange={(seenBy) => set({ seenBy })}
      />
      {isFilled ? null : (
        <AudienceSelect
          label={t('changedBy')}
          description={t('changedByHint')}
          error={at('changedBy')}
          value={draft.changedBy}
          onChange={(changedBy) => set({ changedBy })}
        />
      )}
      {object.layouts?.['*'] ? null : (
        <Select
          label={t('section')}
          data={sectionsOf(object).map((value) => ({
            value,
            label: labels.section(
              object.sections.find((one) => one.name === value) ?? { name: value },
            ),
          }))}
          value={draft.section ?? sectionNow(object, apiName)}
          allowDeselect={false}
          onChange={(section) => set({ section })}
        />
      )}
      {isOwn && draft.formula === null && unique.has(draft.kind) ? (
        <Switch
          label={t('unique')}
          description={t('uniqueHint')}
          error={at('unique')}
          checked={draft.unique}
          onChange={(event) => set({ unique: event.currentTarget.checked })}
        />
      ) : null}
      {ours?.personal ? null : (
        <Switch
          label={t('personal')}
          description={t('personalHint')}
          checked={draft.personal}
          onChange={(event) => set({ personal: event.currentTarget.checked })}
        />
      )}
      {converting && name !== null ? (
        <ConvertQuestion
          object={object}
          name={name}
          kind={converting}
          onClose={(isDone) => {
            setConverting(null);
            if (isDone) onClose();
          }}
        />
      ) : null}
    </SettingDrawer>
  );
}

/** Parts whose input says itself what is wrong with it. */
const saidAt = new Set([
  ...[
    'label',
    'to',
    'name',
    'options',
    'required',
    'requiredWhen',
    'requiredFrom',
    'default',
    'defaultAlong',
  ],
  ...['readOnlyWhen', 'showWhen', 'seenBy', 'changedBy', 'unique', 'formula'],
]);

const isValue = (start: Draft['default']): start is { value: unknown } =>
  typeof start === 'object' && start !== null && 'value' in start;

const kindOf = ({ kind }: Draft) => customKinds.find((one) => one === kind) ?? 'text';

const sectionsOf = (object: DescribedObject): string[] => [
  ...unshaped(object).sections.map((one) => one.name),
  'custom',
];

const sectionNow = (object: DescribedObject, name: string): string =>
  object.sections.find((one) => one.fields.includes(name))?.name ?? 'custom';

import { Switch, Text } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { type Filter, readTargets } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../../data/catalog.ts';
import { change, create, remove } from '../../../data/writes.ts';
import { sayProblem } from '../../../data/undo.ts';
import { FilterBuilder } from '../../../engine/collection/filter/builder.tsx';
import { useForm } from '../../../engine/forms/use-form.ts';
import { FieldInput } from '../../../fields/index.tsx';
import { SettingDrawer } from '../setting-drawer.tsx';
import classes from './processor.module.css';
import { type TargetDraft, TargetsInput, draftsOf, isWhole, targetsOf } from './targets-input.tsx';

interface Props {
  object: DescribedObject;
  /** Null: a new one, which is asked last. */
  rule: AnyRecord | null;
  last: number;
  onClose: () => void;
}

const asked = ['name', 'active', 'filter', 'targets', 'set'] as const;
/** What a rule may give to a lead beside an owner. */
const settable = ['priority', 'campaign', 'tags'] as const;

/** Which leads a rule is for, to whom it gives them, and what it sets. */
export function RuleForm({ object, rule, last, onClose }: Props) {
  const { t } = useTranslation(['processor', 'app']);
  const lead = useObject('lead');
  const form = useForm(object, asked, rule ? startOf(rule) : { active: true });
  const [filter, setFilter] = useState<Filter>(() => (rule?.['filter'] ?? {}) as Filter);
  const [isSome, setSome] = useState(Object.keys(filter).length > 0);
  const [targets, setTargets] = useState<TargetDraft[]>(() => {
    const read = readTargets(rule?.['targets']);
    return draftsOf(typeof read === 'string' ? [] : read);
  });
  const [set, setSet] = useState<Record<string, unknown>>(() => ({
    ...(rule?.['set'] as object | null),
  }));
  const save = async () => {
    const given = Object.entries(set).filter(([, value]) => isSomething(value));
    const isSaved = await form.submit(async ({ name, active }) => {
      const values = {
        name,
        active,
        filter: Object.keys(filter).length ? filter : null,
        targets: targets.length ? targetsOf(targets) : null,
        set: given.length
          ? Object.fromEntries(given.map(([one, value]) => [one, bare(value)]))
          : null,
      };
      await (rule
        ? change(object, rule, values)
        : create(object, { ...values, priority: last + 1 }, asked));
    });
    if (isSaved) onClose();
  };
  return (
    <SettingDrawer
      title={rule ? rule.title : t('rules.add')}
      problem={form.problem}
      submit={t('app:save')}
      isReady={Boolean(String(form.values['name'] ?? '').trim()) && isWhole(targets)}
      typed={[form.values, filter, targets, set]}
      onSubmit={save}
      onClose={onClose}
      remove={
        rule
          ? {
              label: t('rules.remove'),
              ask: () => remove(object, [rule]).then(onClose, sayProblem),
            }
          : undefined
      }
    >
      {(['name', 'active'] as const).map((name) => (
        <FieldInput
          key={name}
          object={object}
          name={name}
          value={form.values[name] ?? null}
          error={form.errors[name]}
          autoFocus={name === 'name' && rule === null}
          onChange={(value) => form.set(name, value)}
        />
      ))}
      <fieldset className={classes['part']}>
        <legend>{t('rules.which')}</legend>
        <Switch
          label={t('rules.some')}
          description={t('rules.whichHint')}
          checked={isSome}
          onChange={(event) => {
            setSome(event.currentTarget.checked);
            if (!event.currentTarget.checked) setFilter({});
          }}
        />
        {isSome ? (
          <FilterBuilder object={lead} filter={filter} start={null} onChange={setFilter} />
        ) : null}
        {form.errors['filter'] ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {form.errors['filter']}
          </Text>
        ) : null}
      </fieldset>
      <TargetsInput drafts={targets} error={form.errors['targets']} onChange={setTargets} />
      <fieldset className={classes['part']}>
        <legend>{t('rules.sets')}</legend>
        {settable.map((name) => (
          <FieldInput
            key={name}
            object={lead}
            name={name}
            value={set[name] ?? null}
            required={false}
            onChange={(value) => setSet({ ...set, [name]: value })}
          />
        ))}
        {form.errors['set'] ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {form.errors['set']}
          </Text>
        ) : null}
      </fieldset>
    </SettingDrawer>
  );
}

const startOf = (rule: AnyRecord) => ({ name: rule['name'], active: rule['active'] });

const isSomething = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && !value.length);

/** A reference as the API takes it. */
const bare = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value;

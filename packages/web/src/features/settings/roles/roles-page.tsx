import { Button, Checkbox, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { type Role, roleOf, roles as shipped } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useUnsaved } from '../../../app/use-unsaved.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { client } from '../../../data/client.ts';
import { forget } from '../../../data/records.ts';
import { sayProblem } from '../../../data/undo.ts';
import { remove } from '../../../data/writes.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { KeptFields } from './kept-fields.tsx';
import { RoleLimits } from './limits.tsx';
import { Matrix } from './matrix.tsx';
import { NewAccess } from './new-access.tsx';
import classes from './roles.module.css';

interface Named {
  /** Name of a shipped role, or the id of one of ours. */
  key: string;
  label: string;
  role: Role;
  /** Missing: one of ours, which nobody changes. */
  version?: number;
}

/** `base`: the version that was there when the first thing was changed. */
interface Draft {
  key: string;
  name: string;
  role: Role;
  base: number | undefined;
}

/** The roles of the workspace: ours are copied, its own changed; any two are compared. */
export function RolesPage() {
  const { t } = useTranslation(['roles', 'app']);
  const labels = useLabels();
  const catalog = useCatalog();
  const object = catalog.objects['role'];
  const own = useSmallList('role');
  const all: Named[] = [
    ...Object.values<Role>(shipped).map((role) => ({
      ...{ key: role.name, label: labels.role(role.name), role },
    })),
    ...own.map((one) => ({
      key: one.id,
      label: one.title,
      role: roleOf(
        one.id,
        one['administers'] === true,
        one['objects'],
        one['fields'],
        one['limits'],
      ),
      version: one.version,
    })),
  ];
  const [chosen, setChosen] = useState<string>('administrator');
  const [against, setAgainst] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  useUnsaved(draft !== null);
  const shown = all.find((one) => one.key === chosen) ?? all[0];
  if (!object || !shown) return null;
  const editing = draft?.key === shown.key ? draft : null;
  const role = editing?.role ?? shown.role;
  const mayEdit = object.can.update && shown.version !== undefined;
  const change = (next: Partial<Role> & { label?: string }) => {
    const { label, ...rights } = next;
    setDraft({
      key: shown.key,
      base: editing ? editing.base : shown.version,
      name: label ?? editing?.name ?? shown.label,
      role: { ...role, ...rights },
    });
  };
  const saving = async (task: () => Promise<{ batch?: string; key: string }>) => {
    try {
      const { key } = await changeSetting(task, t('saved'));
      forget('role');
      setDraft(null);
      setChosen(key);
    } catch (error) {
      sayProblem(error);
    }
  };
  const save = () =>
    saving(async () => {
      const { key } = shown;
      if (!editing) return { key };
      const { name, base, role: changed } = editing;
      const { administers, objects, fields, limits } = changed;
      const values = { name, administers, objects, fields: fields ?? null, limits: limits ?? null };
      const { batch } = await client.update(object, key, values, { base });
      return { batch, key };
    });
  const copy = () =>
    saving(async () => {
      const { administers, objects, fields, limits } = role;
      const name = t('copyOf', { role: shown.label });
      const made = await client.create(object, {
        ...{ name, administers, objects, fields: fields ?? null, limits: limits ?? null },
      });
      return { batch: made.batch, key: made.data.id };
    });

  /** Whoever has it must be given another one first: the refusal says so. */
  const takeAway = async () => {
    try {
      await remove(object, [{ id: shown.key, title: shown.label }]);
      setDraft(null);
      setChosen('administrator');
    } catch (error) {
      sayProblem(error);
    }
  };

  return (
    <Stack className={classes['page']} gap="md">
      <Title order={2}>{labels.object(object, 'many')}</Title>
      <Text c="dimmed">{t('intro')}</Text>
      <div className={classes['bar']}>
        <Select
          label={labels.object(object, 'one')}
          data={all.map(({ key, label }) => ({ value: key, label }))}
          value={shown.key}
          allowDeselect={false}
          onChange={(key) => key && setChosen(key)}
        />
        <Select
          label={t('compareWith')}
          placeholder={t('nobody')}
          clearable
          data={all
            .filter((one) => one.key !== shown.key)
            .map(({ key, label }) => ({ value: key, label }))}
          value={against}
          onChange={setAgainst}
        />
        {object.can.create && (
          <Button variant="default" onClick={() => void copy()}>
            {t('copy')}
          </Button>
        )}
      </div>
      {mayEdit && (
        <TextInput
          label={t('name')}
          maw={400}
          maxLength={100}
          value={editing?.name ?? shown.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
      )}
      {shown.version === undefined && <Text size="sm">{t('shipped')}</Text>}
      <Checkbox
        label={t('administers')}
        checked={role.administers}
        disabled={!mayEdit}
        onChange={(event) => change({ administers: event.currentTarget.checked })}
      />
      <Matrix
        role={role}
        compared={all.find((one) => one.key === against)?.role ?? null}
        {...(mayEdit ? { onChange: (objects) => change({ objects }) } : {})}
      />
      {role.administers
        ? null
        : Object.values(catalog.objects)
            .filter((one) => one.stages)
            .map((one) => (
              <RoleLimits
                key={one.name}
                object={one}
                role={role}
                compared={all.find(({ key }) => key === against)?.role ?? null}
                {...(mayEdit ? { onChange: (limits) => change({ limits }) } : {})}
              />
            ))}
      <Title order={3}>{t('fields')}</Title>
      <KeptFields
        fields={role.fields ?? {}}
        {...(mayEdit ? { onChange: (fields) => change({ fields }) } : {})}
      />
      {mayEdit && (
        <Group gap="xs">
          <Button disabled={!editing || !editing.name.trim()} onClick={() => void save()}>
            {t('app:save')}
          </Button>
          <Button variant="subtle" color="red" onClick={() => void takeAway()}>
            {t('remove', { role: shown.label })}
          </Button>
        </Group>
      )}
      <NewAccess />
    </Stack>
  );
}

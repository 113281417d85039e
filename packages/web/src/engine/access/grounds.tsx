import type { AnyRecord, DescribedObject } from '@relata/client';
import { visibilities } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { recordQuery } from '../../data/records.ts';
import { idOf } from '../../fields/contract.ts';
import { FieldCell, isEmpty } from '../../fields/index.tsx';
import { useSmallList } from '../../fields/titles.ts';
import classes from './why.module.css';

/** What the rules look at: the person's roles, teams and visibility, the record's owner and who has access to it. */
export function Grounds({
  object,
  id,
  person,
}: {
  object: DescribedObject;
  id: string;
  person: string;
}) {
  const { t } = useTranslation('why');
  const labels = useLabels();
  const format = useFormat();
  const { data: record } = useQuery(recordQuery(object, id));
  const user = useSmallList('user').find((one) => one.id === person);
  const ownRoles = useSmallList('role');
  const teams = useSmallList('team').filter((team) =>
    [team['members'], team['leads']].flat().some((one) => idOf(one) === person),
  );
  if (!record || !user) return null;
  const roles = [user['role'], user['otherRoles']]
    .flat()
    .filter((one) => typeof one === 'string')
    .map((name) => ownRoles.find((one) => one.id === name)?.title ?? labels.role(name));
  const shown = ['owner', 'createdBy', 'access', 'accessList'].filter(
    (name) => object.fields[name] !== undefined && !isEmpty(record[name]),
  );
  return (
    <section aria-label={t('why.grounds')}>
      <h3 className={classes['heading']}>{t('why.grounds')}</h3>
      <dl className={classes['grounds']}>
        <Fact name={t('why.roles', { count: roles.length })}>{format.list(roles)}</Fact>
        <Fact name={t('why.teams')}>
          {format.list(teams.map((team) => team.title)) || t('why.none')}
        </Fact>
        <Fact name={t('why.visibility')}>
          {t(`why.visible.${visibilityOf(user, object.name)}`)}
        </Fact>
        {shown.map((name) => (
          <Fact key={name} name={labels.field(object, name)}>
            <FieldCell object={object} name={name} value={record[name]} record={record} />
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function visibilityOf(user: AnyRecord, object: string): (typeof visibilities)[number] {
  const kept = user['visibility'];
  const entry = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
  const level: unknown = entry.find(([name]) => name === object)?.[1];
  return visibilities.find((one) => one === level) ?? 'general';
}

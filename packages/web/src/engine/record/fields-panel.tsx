import { Button } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { isEmpty } from '../../fields/index.tsx';
import { Person } from '../../fields/user/person.tsx';
import { mainFields } from '../forms/main-fields.ts';
import { FoldingSection } from './folding-section.tsx';
import { FieldRow } from './field-row.tsx';
import styles from './record.module.css';
import { useHolds } from './use-holds.ts';
import { useLaidOut } from './use-laid-out.ts';

/** All fields in their sections. Empty ones that are rarely filled in wait behind a button. */
export function FieldsPanel({ object, record }: { object: DescribedObject; record: AnyRecord }) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const format = useFormat();
  const holds = useHolds();
  const [showsEmpty, setShowsEmpty] = useState(false);
  const laid = useLaidOut(object)(record);
  const main = new Set(mainFields(object, laid));
  const sections = laid.sections.map((section) => ({
    ...section,
    fields: section.fields.filter((name) => {
      const field = object.fields[name];
      return (
        field &&
        !object.title.includes(name) &&
        (isEmpty(field.showWhen) || holds(field.showWhen, record, object.name))
      );
    }),
  }));
  const folded = (name: string) => isEmpty(record[name]) && !main.has(name);
  const foldedCount = sections.flatMap((section) => section.fields).filter(folded).length;

  return (
    <div>
      {sections.map((section) => {
        const shown = section.fields.filter((name) => showsEmpty || !folded(name));
        if (!shown.length) return null;
        return (
          <FoldingSection
            key={section.name}
            object={object.name}
            name={section.name}
            title={labels.section(section)}
            className={styles['section']}
          >
            {shown.map((name) => (
              <FieldRow key={name} object={object} record={record} name={name} />
            ))}
          </FoldingSection>
        );
      })}
      {object.fields['tags'] ? (
        <section className={styles['section']}>
          <FieldRow object={object} record={record} name="tags" />
        </section>
      ) : null}
      {foldedCount ? (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-expanded={showsEmpty}
          onClick={() => setShowsEmpty(!showsEmpty)}
          mb="md"
        >
          {showsEmpty ? t('hideEmpty') : t('showEmpty', { count: foldedCount })}
        </Button>
      ) : null}
      <div className={styles['small']}>
        {(['created', 'updated'] as const).map((what) => (
          <div key={what}>
            {t(`stamp.${what}`, {
              when: format.dateTime(what === 'created' ? record.createdAt : record.updatedAt),
            })}{' '}
            <By value={record[`${what}By`]} />
          </div>
        ))}
      </div>
    </div>
  );
}

function By({ value }: { value: unknown }) {
  if (typeof value === 'string') return <Person value={value} />;
  if (typeof value === 'object' && value !== null && 'id' in value && 'title' in value)
    return <Person value={{ id: String(value.id), title: String(value.title) }} />;
  return null;
}

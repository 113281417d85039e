import { ActionIcon, TextInput } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import type { Language } from '@relata/model';
import { IconArrowDown, IconArrowUp, IconEyeOff, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isLanguage, useLabels } from '../../app/language.ts';
import { Grip } from '../../ui/order.tsx';
import {
  hideField,
  type LayoutDraft,
  putField,
  removeSection,
  shiftField,
  shiftSection,
} from './layout-draft.ts';
import classes from './layout.module.css';

export interface Arranging {
  object: DescribedObject;
  draft: LayoutDraft;
  /** The field that hangs on the mouse. */
  dragged: string | null;
  onDrag: (field: string | null) => void;
  /** `focus`: what the keyboard stays with, as `field:up`. */
  onChange: (draft: LayoutDraft, focus?: string) => void;
}

/** A section of a page that is being arranged: its name, its fields, its place. */
export function SectionCard({ at, ...arranging }: Arranging & { at: number }) {
  const { object, draft, dragged, onChange } = arranging;
  const { t, i18n } = useTranslation('layout');
  const labels = useLabels();
  const language: Language = isLanguage(i18n.language) ? i18n.language : 'en';
  const section = draft.sections[at];
  if (!section) return null;
  const isFresh = section.label !== undefined && !Object.values(section.label).some(Boolean);
  const title = isFresh ? t('newSection') : labels.section(section);
  const rename = (text: string) =>
    onChange({
      ...draft,
      sections: draft.sections.with(at, {
        ...section,
        label: { ...section.label, [language]: text },
      }),
    });
  const button = (way: 'up' | 'down', by: 1 | -1) => (
    <ActionIcon
      size={28}
      data-focus={`${section.name}:${way}`}
      aria-label={t(way, { what: title })}
      data-disabled={!draft.sections[at + by] || undefined}
      aria-disabled={!draft.sections[at + by]}
      onClick={() => onChange(shiftSection(draft, at, by), `${section.name}:${way}`)}
    >
      {way === 'up' ? <IconArrowUp size={16} /> : <IconArrowDown size={16} />}
    </ActionIcon>
  );
  return (
    <section
      className={classes['section']}
      aria-label={title}
      onDragOver={(event) => {
        if (!dragged) return;
        event.preventDefault();
        if (!section.fields.includes(dragged))
          onChange(putField(draft, dragged, at, section.fields.length));
      }}
    >
      <div className={classes['head']}>
        <TextInput
          size="xs"
          aria-label={t('sectionName')}
          placeholder={t('newSection')}
          maxLength={60}
          value={section.label?.[language] ?? (isFresh ? '' : labels.section(section))}
          onChange={(event) => rename(event.currentTarget.value)}
        />
        {button('up', -1)}
        {button('down', 1)}
        <ActionIcon
          size={28}
          aria-label={t('removeSection', { what: title })}
          disabled={draft.sections.length < 2}
          onClick={() => onChange(removeSection(draft, at))}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <ul className={classes['fields']}>
        {section.fields.map((name, place) => (
          <FieldLine
            key={name}
            {...arranging}
            name={name}
            isFirst={at === 0 && place === 0}
            isLast={at === draft.sections.length - 1 && place === section.fields.length - 1}
            onOver={() => onChange(putField(draft, dragged ?? name, at, place))}
          />
        ))}
        {section.fields.length || object.title.length === 0 ? null : (
          <p className={classes['hint']}>{t('empty')}</p>
        )}
      </ul>
    </section>
  );
}

interface LineProps extends Arranging {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onOver: () => void;
}

function FieldLine({ name, isFirst, isLast, onOver, ...arranging }: LineProps) {
  const { object, draft, dragged, onDrag, onChange } = arranging;
  const { t } = useTranslation('layout');
  const label = useLabels().field(object, name);
  const field = object.fields[name];
  const isAsked = Boolean(field?.required ?? field?.requiredWhen ?? field?.requiredFrom);
  const button = (way: 'up' | 'down', by: 1 | -1, isAtEdge: boolean) => (
    <ActionIcon
      size={28}
      data-focus={`${name}:${way}`}
      aria-label={t(way, { what: label })}
      data-disabled={isAtEdge || undefined}
      aria-disabled={isAtEdge}
      onClick={() => onChange(shiftField(draft, name, by), `${name}:${way}`)}
    >
      {way === 'up' ? <IconArrowUp size={16} /> : <IconArrowDown size={16} />}
    </ActionIcon>
  );
  return (
    <li
      data-field={name}
      data-dragged={dragged === name || undefined}
      onDragOver={(event) => {
        if (!dragged) return;
        event.preventDefault();
        event.stopPropagation();
        if (dragged !== name) onOver();
      }}
    >
      <Grip
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          onDrag(name);
        }}
        onDragEnd={() => onDrag(null)}
      />
      <span className={classes['name']}>
        {label}
        {isAsked ? <span title={t('asked')}> *</span> : null}
        {field?.showWhen && Object.keys(field.showWhen).length ? (
          <span className={classes['hint']}> {t('sometimes')}</span>
        ) : null}
      </span>
      <div className={classes['head']}>
        {button('up', -1, isFirst)}
        {button('down', 1, isLast)}
        <ActionIcon
          size={28}
          aria-label={t('hide', { what: label })}
          disabled={isAsked}
          onClick={() => onChange(hideField(draft, name))}
        >
          <IconEyeOff size={16} />
        </ActionIcon>
      </div>
    </li>
  );
}

import { Button, Stack, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { mostSections } from '@relata/model';
import { IconEye, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { addSection, type LayoutDraft, putField } from './layout-draft.ts';
import classes from './layout.module.css';
import { SectionCard } from './section-card.tsx';

interface Props {
  object: DescribedObject;
  draft: LayoutDraft;
  onChange: (draft: LayoutDraft) => void;
}

/** Sections with their fields, and what is not shown. Everything moves by the mouse or by the keys. */
export function Arrangement({ object, draft, onChange }: Props) {
  const { t } = useTranslation('layout');
  const labels = useLabels();
  const [dragged, setDragged] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const focus = useRef<string | null>(null);
  // The keyboard stays with what it moves, though that has another place in the document now.
  useEffect(() => {
    if (!focus.current) return;
    root.current?.querySelector<HTMLButtonElement>(`[data-focus="${focus.current}"]`)?.focus();
    focus.current = null;
  }, [draft]);
  const change = (next: LayoutDraft, kept?: string) => {
    focus.current = kept ?? null;
    onChange(next);
  };
  return (
    <Stack ref={root} gap="sm">
      <div className={classes['sections']}>
        {draft.sections.map((section, at) => (
          <SectionCard
            key={section.name}
            object={object}
            draft={draft}
            at={at}
            dragged={dragged}
            onDrag={setDragged}
            onChange={change}
          />
        ))}
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={draft.sections.length >= mostSections}
        onClick={() => change(addSection(draft))}
      >
        {t('addSection')}
      </Button>
      {draft.hidden.length ? (
        <section aria-label={t('hidden')}>
          <Text size="sm" fw={500}>
            {t('hidden')}
          </Text>
          <div className={classes['hidden']}>
            {draft.hidden.map((name) => (
              <Button
                key={name}
                variant="default"
                size="compact-sm"
                leftSection={<IconEye size={14} aria-hidden />}
                aria-label={t('show', { what: labels.field(object, name) })}
                onClick={() => {
                  const last = draft.sections.length - 1;
                  const end = draft.sections[last]?.fields.length ?? 0;
                  change(putField(draft, name, last, end), `${name}:up`);
                }}
              >
                {labels.field(object, name)}
              </Button>
            ))}
          </div>
        </section>
      ) : null}
    </Stack>
  );
}

import { Alert, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type Filter, shownParts } from '@relata/model';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type KeyboardEvent, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/dialog.tsx';
import { useLabels } from '../../app/language.ts';
import { useObject } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';
import { create } from '../../data/writes.ts';
import { useReading } from '../../fields/reading.tsx';
import { useSmallList } from '../../fields/titles.ts';
import type { CreateWish } from './ask-create.ts';
import { DuplicateHint } from '../duplicates/lazy.ts';
import { FoldingSection } from '../record/folding-section.tsx';
import { useHolds } from '../record/use-holds.ts';
import { useLaidOut } from '../record/use-laid-out.ts';
import { useRules } from '../record/use-rules.ts';
import { FieldList } from './field-list.tsx';
import styles from './forms.module.css';
import { furtherSections, mainFields, titleFrom } from './main-fields.ts';
import { startValues } from './start-values.ts';
import { useForm } from './use-form.ts';

interface Props {
  wish: CreateWish;
  /** The first record that was saved; null where there was none. */
  onClose: (made: AnyRecord | null) => void;
}

/** Creates a record of any object: what matters first, the rest a click away. */
export function CreateDialog({ wish, onClose }: Props) {
  const object = useObject(wish.object);
  const { t } = useTranslation('fields');
  const labels = useLabels();
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const start = useStart(object, wish);
  const laidOut = useLaidOut(object);
  const holds = useHolds();
  const rules = useRules();
  const [isLong, setLong] = useState(false);
  const [made, setMade] = useState<AnyRecord | null>(null);
  const [round, setRound] = useState(0);
  const partsOf = (values: Record<string, unknown>) => {
    const laid = laidOut(values);
    const isMet = (condition: Filter | undefined) => holds(condition, values, object.name);
    const isShown = (name: string) =>
      isMet(object.fields[name]?.showWhen) &&
      shownParts(object, name, isMet).length === 0 &&
      !rules.isCounted(object, name, values);
    const further = furtherSections(object, laid).map((section) => ({
      ...section,
      fields: section.fields.filter(isShown),
    }));
    return {
      first: mainFields(object, laid).filter(isShown),
      sections: further.filter((section) => section.fields.length),
    };
  };
  const form = useForm(
    object,
    (values) => {
      const { first, sections } = partsOf(values);
      return [...first, ...(isLong ? sections.flatMap((section) => section.fields) : [])];
    },
    start,
  );
  const { first, sections } = partsOf(form.values);
  const body = useRef<HTMLDivElement>(null);

  useWarning(form.isDirty);
  const errorCount = Object.keys(form.errors).length;
  useEffect(() => {
    if (errorCount)
      body.current
        ?.querySelector<HTMLElement>(
          '[data-field] [aria-invalid="true"], [data-field] [data-error] input',
        )
        ?.focus();
  }, [errorCount]);

  const save = async (another: boolean) => {
    let saved: AnyRecord | null = null;
    const isSaved = await form.submit(async (values) => {
      const given = Object.entries(values).filter(
        ([name]) => !rules.isCounted(object, name, values),
      );
      saved = await create(object, Object.fromEntries(given), form.shown);
    });
    if (!isSaved) return;
    if (!another) {
      onClose(made ?? saved);
      return;
    }
    setMade(made ?? saved);
    form.reset(start);
    setRound(round + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save(event.shiftKey);
  };

  return (
    <Dialog
      onClose={() => onClose(made)}
      isDirty={form.isDirty}
      title={labels.object(object, 'new')}
      size="lg"
      fullScreen={isNarrow}
    >
      <div ref={body} role="presentation" onKeyDown={onKeyDown}>
        {form.problem ? (
          <Alert color="red" role="alert" mb="sm">
            {form.problem}
          </Alert>
        ) : null}
        <FieldList
          key={round}
          object={object}
          names={first}
          values={form.values}
          errors={form.errors}
          onChange={form.set}
          autoFocus
        />
        {isLong
          ? sections.map((section) => (
              <FoldingSection
                key={section.name}
                object={object.name}
                name={section.name}
                title={labels.section(section)}
                className={styles['section']}
                isGroup
                isHeldOpen={section.fields.some((name) => form.errors[name] !== undefined)}
              >
                <FieldList
                  key={round}
                  object={object}
                  names={section.fields}
                  values={form.values}
                  errors={form.errors}
                  onChange={form.set}
                />
              </FoldingSection>
            ))
          : null}
        <div className={styles['foot']}>
          <div className={styles['hint']}>
            <Suspense fallback={null}>
              <DuplicateHint object={object} values={form.values} />
            </Suspense>
          </div>
          {sections.length ? (
            <Button
              variant="subtle"
              color="gray"
              className={styles['more']}
              aria-expanded={isLong}
              leftSection={isLong ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
              onClick={() => setLong(!isLong)}
            >
              {t(isLong ? 'form.fewer' : 'form.more')}
            </Button>
          ) : null}
          <Button variant="default" loading={form.isBusy} onClick={() => void save(true)}>
            {t('form.saveAnother')}
          </Button>
          <Button loading={form.isBusy} onClick={() => void save(false)} title="Ctrl+Enter">
            {t('form.save')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** What is filled in beforehand: what the wish brings, then what the fields start with. */
function useStart(object: DescribedObject, wish: CreateWish): Record<string, unknown> {
  const { user } = useMe();
  const { today, now } = useReading();
  const starting = Object.values(object.fields).filter((field) => field.default === 'first');
  const own = useSmallList(
    starting.find((field) => !field.of)?.to ?? '',
    starting.some((field) => !field.of),
  );
  const dependent = useSmallList(
    starting.find((field) => field.of)?.to ?? '',
    starting.some((field) => field.of),
  );
  const given = { ...titleFrom(object, wish.typed ?? ''), ...wish.values };
  return startValues(object, given, {
    me: { id: user.id, name: user.name },
    today,
    now,
    listOf: (name) => (starting.some((field) => field.of && field.to === name) ? dependent : own),
  });
}

/** Leaving the page would lose what was typed: the browser asks. */
function useWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
}

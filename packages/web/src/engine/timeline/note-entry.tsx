import { ActionIcon, Button, Group, Menu, Textarea } from '@mantine/core';
import type { AnyRecord, TimelineEntry } from '@relata/client';
import { IconDots, IconPencil, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../data/catalog.ts';
import { sayProblem } from '../../data/undo.ts';
import { change, remove } from '../../data/writes.ts';
import { FieldCell, FieldInput, isEmpty } from '../../fields/index.tsx';
import { Linkified } from '../../fields/longText/linkify.tsx';
import { ByAndWhen, EntryFrame } from './entry-frame.tsx';
import styles from './timeline.module.css';

export function NoteEntry({ entry, note }: { entry: TimelineEntry; note: AnyRecord }) {
  const object = useObject('note');
  const { t } = useTranslation('record');
  const body = typeof note['body'] === 'string' ? note['body'] : note.title;
  const isPinned = note['pinned'] === true;
  const [draft, setDraft] = useState<string | null>(null);
  const [category, setCategory] = useState<unknown>(note['category'] ?? null);
  const mayHaveCategory = object.fields['category'] !== undefined;
  const hasOther = !isEmpty(note['category']) && note['category'] !== 'note';

  const begin = () => {
    setDraft(body);
    setCategory(note['category'] ?? null);
  };
  const save = () => {
    if (draft === null || draft.trim() === '') return;
    setDraft(null);
    const changes = {
      ...(draft !== body && { body: draft }),
      ...(mayHaveCategory && category !== (note['category'] ?? null) && { category }),
    };
    if (Object.keys(changes).length) change(object, note, changes).catch(sayProblem);
  };
  return (
    <EntryFrame entry={entry}>
      <article className={styles['body']} data-pinned={isPinned || undefined}>
        <div className={styles['line']}>
          <span className={styles['grow']}>
            <ByAndWhen entry={entry} />
            {hasOther ? (
              <span className={styles['when']}>
                <FieldCell object={object} name="category" value={note['category']} record={note} />
              </span>
            ) : null}
            {isPinned ? (
              <IconPin
                size={13}
                className={styles['pin']}
                role="img"
                aria-label={t('timeline.pinned')}
              />
            ) : null}
          </span>
          {object.can.update ? (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon
                  size={24}
                  className={styles['tools']}
                  aria-label={t('timeline.noteMenu')}
                >
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPencil size={15} />} onClick={begin}>
                  {t('edit')}
                </Menu.Item>
                <Menu.Item
                  leftSection={isPinned ? <IconPinnedOff size={15} /> : <IconPin size={15} />}
                  onClick={() => change(object, note, { pinned: !isPinned }).catch(sayProblem)}
                >
                  {t(isPinned ? 'timeline.unpin' : 'timeline.pin')}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={15} />}
                  onClick={() => remove(object, [note]).catch(sayProblem)}
                >
                  {t('delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          ) : null}
        </div>
        {draft === null ? (
          <p className={styles['text']}>
            <Linkified text={body} />
          </p>
        ) : (
          <>
            <Textarea
              mt={6}
              autosize
              minRows={2}
              maxRows={16}
              autoFocus
              aria-label={t('timeline.note')}
              value={draft}
              onChange={(event) => setDraft(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') {
                  event.stopPropagation();
                  setDraft(null);
                }
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
              }}
            />
            <Group gap="xs" mt="xs">
              <Button size="compact-sm" onClick={save} disabled={draft.trim() === ''}>
                {t('save')}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => setDraft(null)}
              >
                {t('cancel')}
              </Button>
              {mayHaveCategory && (
                <div className={styles['category']}>
                  <FieldInput
                    object={object}
                    name="category"
                    value={category}
                    compact
                    onChange={setCategory}
                  />
                </div>
              )}
            </Group>
          </>
        )}
      </article>
    </EntryFrame>
  );
}

import { expect, test } from 'vitest';
import { changeDraft, draftOf, dropDraft } from './note-draft.ts';

test('a note that is given up and saved again as it is is the same note; changed, it is another', () => {
  changeDraft('ana', { body: 'She wants the red ones' });
  const { key } = draftOf('ana');
  expect(key).not.toBe('');
  changeDraft('ana', { saving: new AbortController() });
  changeDraft('ana', { saving: null });
  changeDraft('ana', { category: 'note' });
  expect(draftOf('ana').key).toBe(key);

  changeDraft('ana', { filled: { topic: 'Sails' } });
  expect(draftOf('ana').key).toBe(key);

  changeDraft('ana', { category: 'meeting' });
  expect(draftOf('ana').filled).toEqual({});
  const asMeeting = draftOf('ana').key;
  expect(asMeeting).not.toBe(key);
  changeDraft('ana', { body: 'She wants the blue ones' });
  expect([key, asMeeting]).not.toContain(draftOf('ana').key);
  dropDraft('ana');
});

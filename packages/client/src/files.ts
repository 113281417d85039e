import type { RecordRef } from '@relata/model';
import type { AnyRecord } from './answers.ts';
import type { Call } from './transport.ts';

interface Asking {
  data: <T>(path: string, call?: Call) => Promise<T>;
  opened: (path: string, query?: Call['query']) => string;
}

/** Stored files and their versions. */
export const fileCalls = ({ data, opened }: Asking) => ({
  upload: (content: Blob, name: string, about: readonly RecordRef[] = []) =>
    data<AnyRecord>('/files', { method: 'POST', body: upload(content, name, about) }),
  uploadVersion: (id: string, content: Blob, name: string) =>
    data<AnyRecord>(`/files/${encodeURIComponent(id)}/versions`, {
      method: 'POST',
      body: upload(content, name),
    }),
  fileAddress: (id: string, more: { version?: number; inline?: boolean } = {}) =>
    opened(`/files/${encodeURIComponent(id)}/content`, {
      version: more.version,
      inline: more.inline ? 1 : undefined,
    }),
});

function upload(content: Blob, name: string, about: readonly RecordRef[] = []): FormData {
  const form = new FormData();
  if (about.length) form.set('about', JSON.stringify(about));
  form.set('file', content, name);
  return form;
}

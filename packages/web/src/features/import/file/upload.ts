import { ApiProblem, type ImportRun, type ProblemBody } from '@relata/client';
import { client } from '../../../data/client.ts';

/** A file on its way to the server. `fetch` cannot tell how far it has come. */
export interface Upload {
  /** Rejects with `ApiProblem`, also where it was cancelled. */
  done: Promise<ImportRun>;
  cancel: () => void;
}

/** Sends a file to be imported; `onProgress` is told how many bytes are there. */
export function uploadForImport(file: File, onProgress: (bytes: number) => void): Upload {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.set('file', file, file.name);
  const done = new Promise<ImportRun>((resolve, reject) => {
    const fail = (title: string) => reject(new ApiProblem(0, { title }));
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded));
    request.addEventListener('error', () => fail('The server cannot be reached'));
    request.addEventListener('abort', () => fail('The upload was cancelled'));
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300 && 'data' in body)
        resolve(body['data'] as ImportRun);
      else reject(new ApiProblem(request.status, body));
    });
  });
  request.open('POST', client.importsAddress);
  request.setRequestHeader('accept', 'application/json');
  request.send(form);
  return { done, cancel: () => request.abort() };
}

/** The wire's edge: what a proxy says in HTML is as good as nothing. */
function parsed(text: string): ProblemBody & { data?: unknown } {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

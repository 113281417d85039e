import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '@relata/model';
import type { Files, StoredFile } from '#platform/files.ts';
import { brokenUpload } from '#engine/api/broken-upload.ts';
import { contentTypeOf, headBytes } from './content-type.ts';
import { cleanName } from './file-name.ts';

/** What came with a multipart request. The bytes are stored already, and belong to nobody yet. */
export interface Upload extends StoredFile {
  name: string;
  contentType: string;
  /** The other parts, as texts. */
  fields: Record<string, string>;
}

/**
 * Takes the one file of a multipart request, part `file`. Refuses `too_large`, `disk_full`, and
 * `malformed` where the parts are not what they should be; nothing is left behind then.
 */
export async function takeUpload(
  request: FastifyRequest,
  files: Files,
  workspaceId: string,
  { maxBytes, fields: known }: { maxBytes: number; fields: string[] },
): Promise<Upload> {
  try {
    return await take(request, files, workspaceId, maxBytes, known);
  } catch (error) {
    // Many senders only read the answer when they have sent everything.
    request.raw.unpipe().resume();
    throw error;
  }
}

async function take(
  request: FastifyRequest,
  files: Files,
  workspaceId: string,
  maxBytes: number,
  known: string[],
): Promise<Upload> {
  if (!request.isMultipart())
    throw new Refusal('unsupported_type', "takes multipart/form-data with a part 'file'");
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes + 1024 * 1024) throw tooLarge(maxBytes);
  let upload: Omit<Upload, 'fields'> | undefined;
  const fields: Record<string, string> = {};
  try {
    // One byte more than allowed, so that a file that is too large is told from one that just fits.
    const limits = { fileSize: maxBytes + 1, files: 2, fields: 10, fieldSize: 100_000 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        if (!known.includes(part.fieldname)) throw unknownPart(part.fieldname);
        fields[part.fieldname] = String(part.value);
        continue;
      }
      if (part.fieldname !== 'file' || upload) throw unknownPart(part.fieldname);
      upload = await store(part.file, cleanName(part.filename ?? ''), files, workspaceId, maxBytes);
    }
    if (upload) return { ...upload, fields };
  } catch (error) {
    if (upload) await files.remove(workspaceId, upload.key);
    throw brokenUpload(error);
  }
  throw new Refusal('malformed', "there is no part 'file'", {
    errors: [{ field: 'file', code: 'required', message: 'must be given' }],
  });
}

async function store(
  source: Readable,
  name: string,
  files: Files,
  workspaceId: string,
  maxBytes: number,
): Promise<Omit<Upload, 'fields'>> {
  let head = Buffer.alloc(0);
  async function* looking(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk);
      if (head.length < headBytes)
        head = Buffer.concat([head, bytes.subarray(0, headBytes - head.length)]);
      yield bytes;
    }
  }
  const stored = await files.put(workspaceId, Readable.from(looking()), { maxBytes });
  return { ...stored, name, contentType: contentTypeOf(head, name) };
}

const tooLarge = (limit: number) =>
  new Refusal('too_large', `The file is larger than ${limit} bytes.`, { details: { limit } });

const unknownPart = (field: string) =>
  new Refusal('malformed', `there is no part '${field}'`, {
    errors: [{ field, code: 'unknown_field', message: `there is no part '${field}'` }],
  });

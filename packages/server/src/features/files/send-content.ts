import type { FastifyReply, FastifyRequest } from 'fastify';
import { notThere, readJson } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';
import { images, shownInline } from './content-type.ts';
import { disposition } from './file-name.ts';
import { versionsOf } from './versions.ts';

/** No scripts, no forms, an origin of its own: whatever the file is, it can do nothing here. */
const sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
/** Browsers do not show PDF in a sandbox; their viewers run it apart from the page. */
const viewer =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** Sends a version of a file, the newest unless one is named, to somebody who may read its record. */
export async function sendContent(
  work: Work,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  query: { version?: number | undefined; inline?: string | undefined },
): Promise<FastifyReply> {
  await readJson(work, 'file', id, { fields: 'id' });
  // Who uploaded each is kept from some, but not the bytes of what they may see.
  const { rows } = await work.connection.query<{ name: string; versions: unknown }>(
    'select name, versions from file where workspace_id = $1 and id = $2',
    [work.workspace.id, id],
  );
  const [record] = rows;
  if (!record) throw notThere();
  const versions = versionsOf({ versions: record.versions });
  const version = query.version
    ? versions.find((one) => one.number === query.version)
    : versions[0];
  if (!version) throw notThere();
  const inline = query.inline === '1' && shownInline(version.contentType);
  reply.headers({
    'content-disposition': disposition(inline ? 'inline' : 'attachment', record.name),
    'content-security-policy': inline && !images.includes(version.contentType) ? viewer : sandbox,
    'x-content-type-options': 'nosniff',
    'x-frame-options': inline ? 'SAMEORIGIN' : 'DENY',
    // Kept by the browser, but asked for each time: whoever may not see it any more gets nothing.
    'cache-control': 'private, no-cache',
    etag: `"${version.sha256}"`,
  });
  if (request.headers['if-none-match'] === `"${version.sha256}"`) return reply.code(304).send();
  const content = await work.engine.files.open(work.workspace.id, version.key);
  return reply.type(version.contentType).header('content-length', version.size).send(content);
}

import { isUtf8 } from 'node:buffer';
import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import iconv from 'iconv-lite';

/** What a plain form sent, by name; what stands there several times is a list. */
export type FormBody = Record<string, string | string[]>;

/**
 * Within `scope`, bodies of plain forms are read, `application/x-www-form-urlencoded` and `multipart/form-data`. Letters
 * are those of the charset that `Content-Type` names; where it names none, a body that is no UTF-8 is Western
 * (windows-1252), as browsers and old tools send it from such pages. Refuses files, `unsupported_type`.
 */
export function takeFormBodies(scope: FastifyInstance): void {
  scope.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => collected(pairsOf(body, charsetOf(request))),
  );
  scope.addContentTypeParser<Buffer>(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) =>
      collected(await partsOf(body, request.headers['content-type'] ?? '', charsetOf(request))),
  );
}

type Pairs = Iterable<readonly [string, string]>;

function collected(pairs: Pairs): FormBody {
  const found = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const values = found.get(name);
    if (values) values.push(value);
    else found.set(name, [value]);
  }
  return Object.fromEntries(
    [...found].map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]),
  );
}

const charsetOf = ({ headers }: FastifyRequest): string | undefined =>
  /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];

function pairsOf(body: Buffer, charset: string | undefined): Pairs {
  const pairs = body
    .toString('latin1')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [unescaped(name), unescaped(value.join('='))] as const;
    });
  const read = reader(charset, pairs.flat());
  return pairs.map(([name, value]) => [read(name), read(value)]);
}

/** `%e9` is a byte and not yet a letter. */
const unescaped = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('+', ' ')
      .replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    'latin1',
  );

async function partsOf(
  body: Buffer,
  type: string,
  charset: string | undefined,
): Promise<[string, string][]> {
  // Reads UTF-8 alone. What separates the parts is ASCII in every charset that a form is sent in.
  const text = reader(charset, [body])(body);
  const form = await new Response(text, { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new Refusal('malformed', 'the parts of the form cannot be read');
    });
  const pairs: [string, string][] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') pairs.push([name, value]);
    // A form in which nobody chose a file sends one without a name or content.
    else if (value.size > 0 || value.name !== '')
      throw new Refusal('unsupported_type', `'${name}' is a file: send fields only`, {
        reason: 'form_file',
      });
  }
  return pairs;
}

/** What browsers call Latin-1 is windows-1252, which holds it whole, and € besides. */
const meant = (charset: string): string =>
  /^(iso-?8859-?1|latin-?1|us-ascii|ascii)$/i.test(charset) ? 'windows-1252' : charset;

function reader(charset: string | undefined, texts: readonly Buffer[]): (bytes: Buffer) => string {
  const usual = texts.every((bytes) => isUtf8(bytes)) ? 'utf-8' : 'windows-1252';
  const encoding = meant(charset ?? usual);
  if (!iconv.encodingExists(encoding))
    throw new Refusal('unsupported_type', `the charset '${charset ?? usual}' is not known`);
  return (bytes) => iconv.decode(bytes, encoding);
}

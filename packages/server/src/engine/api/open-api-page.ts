import type { Document } from './open-api.ts';
import type { Schema } from './open-api-described.ts';

const styles = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
  h2 { margin-top: 2.5rem; }
  nav ul { columns: 12rem; padding: 0; list-style: none; }
  details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .5rem 0; }
  summary { cursor: pointer; }
  summary:focus-visible, a:focus-visible { outline: 2px solid; outline-offset: 2px; }
  .method { display: inline-block; min-width: 4.5rem; font: 600 .8rem ui-monospace, monospace; text-transform: uppercase; }
  code, pre { font: .875rem/1.4 ui-monospace, monospace; }
  pre { overflow: auto; padding: .75rem; background: color-mix(in srgb, currentColor 6%, transparent); border-radius: .25rem; }
  dt { font-weight: 600; } dd { margin: 0 0 .5rem 1rem; }`;

/** The description as one page that needs no script and nobody else's server. */
export function page(document: Document): string {
  const groups = Map.groupBy(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    ),
    ({ operation }) => String((operation['tags'] as string[])[0]),
  );
  const names = [...groups.keys()].toSorted();
  const sections = names.map(
    (name) =>
      `<section aria-labelledby="${escape(name)}"><h2 id="${escape(name)}">${escape(name)}</h2>${(groups.get(name) ?? []).map(operationOf).join('')}</section>`,
  );
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${escape(name)}"><summary><code>${escape(name)}</code></summary>${json(schema)}</details>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Relata API</title><style>${styles}</style></head><body>
<header><h1>Relata API</h1>${prose(document.info.description)}
<p>For machines: <a href="/api/v1/openapi.json">openapi.json</a></p></header>
<nav aria-label="Groups"><ul>${names.map((name) => `<li><a href="#${escape(name)}">${escape(name)}</a></li>`).join('')}</ul></nav>
<main>${sections.join('')}<section aria-labelledby="schemas"><h2 id="schemas">Shapes</h2>${schemas.join('')}</section></main></body></html>`;
}

function operationOf({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Schema;
}): string {
  const parameters = (operation['parameters'] ?? []) as {
    name: string;
    in: string;
    description?: string;
    schema: Schema;
  }[];
  const listed = parameters.map(
    ({ name, in: place, description, schema }) =>
      `<dt><code>${escape(name)}</code> (${place})</dt><dd>${prose(description ?? '')}<code>${escape(JSON.stringify(schema))}</code></dd>`,
  );
  return `<details><summary><span class="method">${method}</span> <code>${serverOf(operation)}${escape(path)}</code> – ${inline(String(operation['summary']))}</summary>
${listed.length ? `<dl>${listed.join('')}</dl>` : ''}${operation['requestBody'] ? `<h3>Body</h3>${json(operation['requestBody'])}` : ''}
<h3>Answer</h3>${json(operation['responses'])}</details>`;
}

const json = (value: unknown): string =>
  `<pre tabindex="0">${escape(JSON.stringify(value, null, 2)).replaceAll(/#\/components\/schemas\/(\w+)/g, '<a href="#schema-$1">$1</a>')}</pre>`;

const prose = (text: string): string =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((part) => `<p>${inline(part)}</p>`)
    .join('');

/** **strong** and `code`, the little of Markdown that the description uses. */
const inline = (text: string): string =>
  escape(text)
    .replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const serverOf = (operation: Schema): string =>
  (operation['servers'] as { url: string }[] | undefined)?.[0]?.url ?? '/api/v1';

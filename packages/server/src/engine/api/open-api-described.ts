import type { FastifyContextConfig } from 'fastify';
import { z } from 'zod';

/** JSON Schema 2020-12, as far as the description uses it. */
export type Schema = { [key: string]: unknown };

/** What a route says of itself, so that the API's description is made of the routes that there are. */
export interface RouteDescription {
  /** One line: what it does. */
  summary: string;
  /** Group in which it is listed. */
  about: string;
  query?: z.ZodType;
  body?: z.ZodType | Schema;
  /** Of the body; JSON unless it is a form with a file. */
  takes?: 'application/json' | 'multipart/form-data';
  /** What is in `data` of the answer; without it the answer has no body. */
  answer?: Schema;
  /** The whole answer, where it is not `{data}`. */
  content?: { [type: string]: Schema };
  status?: number;
  /** Needs nobody signed in. */
  open?: true;
}

/** One operation of the API: method, address below `/api/v1`, what it says of itself. */
export interface Operation extends RouteDescription {
  method: string;
  /** Below the server. */
  path: string;
  /** Where it is not that of the whole description. */
  server?: string;
}

/** The same, and whether the caller may do it. */
export type Offered = Operation & { when: boolean };

declare module 'fastify' {
  interface FastifyContextConfig {
    describes?: RouteDescription;
  }
}

/** Options of a route that is described: `app.get('/work', describes({…}), handler)`. */
export const describes = (description: RouteDescription, config: FastifyContextConfig = {}) => ({
  config: { ...config, describes: description },
});

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const text = (description?: string): Schema => ({
  type: 'string',
  ...(description && { description }),
});
export const uuid: Schema = { type: 'string', format: 'uuid' };

/** An object of which all members are there. */
export const whole = (properties: { [name: string]: Schema }): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

/** The answer that is one page of a list. */
export const paged = (items: Schema): { [type: string]: Schema } => ({
  'application/json': whole({ data: list(items), page: ref('Page') }),
});

/** The shape by which a query or body is read. */
export function schemaOf(shape: z.ZodType | Schema): Schema {
  if (!(shape instanceof z.ZodType)) return shape;
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { unrepresentable: 'any' });
  return schema;
}

import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  type Catalog,
  type CatalogObject,
  may,
  type PlacedRights,
  placedRights,
  rightsOf,
  type Verb,
} from '@relata/model';
import { mayChangeOwner } from '../records/owner-change.ts';
import { relatedOf } from '../records/related.ts';
import { reading, type Work, type Workspace } from '../work.ts';
import type { Api } from './api.ts';
import { describes, list, text, whole } from './open-api-described.ts';

/** An object as the caller sees it: its definition, what they may do with it, what points to it. */
export type DescribedObject = CatalogObject & {
  can: Record<Verb, boolean>;
  /** What they may do by pipeline and stage, where that differs; missing: the same everywhere. */
  placed?: PlacedRights;
  /** The lists that a record's page shows beside its timeline. */
  relations: { name: string; object: string; field: string }[];
};

/** What it depends on how somebody sees the objects. */
export type Describing = Pick<Work, 'actor' | 'seen'> & {
  workspace: Pick<Workspace, 'ownerChange'>;
};

/** The objects that the actor may read, in the order in which the navigation shows them. */
export function describeObjects(work: Describing): DescribedObject[] {
  return Object.values(work.seen.objects)
    .filter((object) => may(work.actor, 'read', object))
    .map((object) => ({
      ...object,
      ...placed(work, object),
      fields: fieldsFor(work, object),
      can: { ...rightsOf(work.actor, object), changeOwner: mayChangeOwner(work, object) },
      relations: relatedOf(work, object).map(({ name, relation }) => ({
        name,
        object: relation.holder,
        field: relation.field,
      })),
    }));
}

function placed(work: Describing, object: CatalogObject): Pick<DescribedObject, 'placed'> {
  const rights = placedRights(work.actor.role, object);
  return rights ? { placed: rights } : {};
}

/** To whoever may not give records away, the owner is a field that fills itself. */
function fieldsFor(work: Describing, object: CatalogObject): CatalogObject['fields'] {
  const fields = work.actor.role.administers ? object.fields : withoutAudiences(object.fields);
  const { owner } = fields;
  if (!owner || mayChangeOwner(work, object)) return fields;
  return { ...fields, owner: { ...owner, writtenBy: 'system' } };
}

/** Who else sees a field, and who changes it, is for administrators to know. */
const withoutAudiences = (fields: CatalogObject['fields']): CatalogObject['fields'] =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { seenBy: _seenBy, changedBy: _changedBy, ...field }]) => [
      name,
      field,
    ]),
  );

interface Described {
  etag: string;
  body: string;
}

/** `GET /catalog`: everything that can be stored and shown here. Changes rarely, so an unchanged one is not sent again. */
export function addCatalogRoute(app: FastifyInstance, { engine, identify }: Api): void {
  /** By catalog and by role: nothing else of the caller matters. A changed workspace has a new catalog. */
  const known = new WeakMap<Catalog, Map<string, Described>>();

  app.get(
    '/catalog',
    describes({
      about: 'catalog',
      summary: 'Objects with their fields, and what the caller may do with them',
      answer: whole({ version: text(), objects: list({ type: 'object' }) }),
    }),
    async (request, reply) => {
      const work = await reading(engine, await identify(request));
      const byRole = known.get(work.seen) ?? new Map<string, Described>();
      known.set(work.seen, byRole);
      const role = `${JSON.stringify(work.actor.role)}${work.actor.readOnly === true}${work.actor.scopes?.join() ?? ''}${Boolean(work.actor.viewedBy)}`;
      let described = byRole.get(role);
      if (!described) {
        const data = { version: work.seen.version, objects: describeObjects(work) };
        const body = JSON.stringify({ data });
        described = { etag: `"${createHash('sha256').update(body).digest('base64url')}"`, body };
        byRole.set(role, described);
      }
      reply.headers({ etag: described.etag, 'cache-control': 'private, no-cache' });
      if (request.headers['if-none-match'] === described.etag) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(described.body);
    },
  );
}

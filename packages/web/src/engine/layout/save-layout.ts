import type { DescribedObject } from '@relata/client';
import type { PageLayout, PageLayouts } from '@relata/model';
import { catalogQuery } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { changeMe } from '../../data/session.ts';

/** The layouts with one of them changed, or without it. */
const changed = (layouts: PageLayouts, pipeline: string, layout: PageLayout | null): PageLayouts =>
  Object.fromEntries(
    Object.entries({ ...layouts, [pipeline]: layout }).flatMap(([key, one]) =>
      one ? [[key, one]] : [],
    ),
  );

/** For everybody; null: as it is shipped. */
export async function saveCommon(
  object: DescribedObject,
  pipeline: string,
  layout: PageLayout | null,
  layoutForAll: boolean,
): Promise<void> {
  const layouts = changed(object.layouts ?? {}, pipeline, layout);
  await client.changeObject(object.name, {
    layouts: Object.keys(layouts).length ? layouts : null,
    layoutForAll,
  });
  await queryClient.invalidateQueries({ queryKey: catalogQuery.queryKey });
}

/** For whoever is signed in; null: as it is for everybody. */
export async function saveOwn(
  object: string,
  pipeline: string,
  layout: PageLayout | null,
): Promise<void> {
  const own = layout && { ...layout, hidden: layout.hidden ?? null };
  await changeMe({ preferences: { layouts: { [object]: { [pipeline]: own } } } });
}

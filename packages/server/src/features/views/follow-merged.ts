import type { Feature } from '#engine/engine.ts';
import { exchange, fieldAt, followInViews } from './follow-in-views.ts';

/** Saved views that ask for a record ask for what it has become, whoever owns them. */
export const followMerged: NonNullable<Feature['merging']> = {
  async moves(work, { object, from, to }) {
    const asks = (of: string, path: string) => {
      const place = fieldAt(work.catalog, of, path);
      if (!place) return false;
      const field = work.catalog.objects[place.object]?.fields[place.name];
      const isItself = place.name === 'id' && place.object === object.name;
      return isItself || field?.to === object.name || field?.to === '*';
    };
    await followInViews({ ...work, seen: work.catalog, cause: from }, exchange(from, to, asks));
  },
};

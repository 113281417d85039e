import { useParams, useSearch } from '@tanstack/react-router';
import { byPlural, useCatalog } from '../../data/catalog.ts';
import { valuesHere } from '../../engine/collection/state/values-here.ts';
import { askCreate } from '../../engine/forms/ask-create.ts';
import { openPalette } from '../../engine/palette/open-palette.ts';

/** Creates what the page is about; elsewhere asks what to create. */
export function useCreateHere(): () => void {
  const catalog = useCatalog();
  const { plural } = useParams({ strict: false });
  const { pipeline } = useSearch({ strict: false });
  const object = byPlural(catalog, plural ?? '');
  return () => {
    if (object?.can.create)
      void askCreate({ object: object.name, values: valuesHere(object, pipeline) });
    else openPalette();
  };
}

import { localeFor } from '@relata/model';
import { useSuspenseQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { CatalogContext, catalogQuery } from '../data/catalog.ts';
import { MeContext, meQuery } from '../data/session.ts';
import { ReadingProvider } from '../fields/reading.tsx';
import { FormatContext, formatIn } from './format.ts';

/**
 * Who is here, what there is and how it is written, for everything below. Hundreds of cells ask for it: reading a
 * context costs them nothing, each with a query of its own would.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: catalog } = useSuspenseQuery(catalogQuery);
  const { user, workspace } = me;
  const locale = localeFor(user, workspace);
  const timeZone = user.timeZone ?? workspace.timeZone;
  const format = useMemo(() => formatIn(locale, timeZone), [locale, timeZone]);
  return (
    <MeContext value={me}>
      <CatalogContext value={catalog}>
        <FormatContext value={format}>
          <ReadingProvider>{children}</ReadingProvider>
        </FormatContext>
      </CatalogContext>
    </MeContext>
  );
}

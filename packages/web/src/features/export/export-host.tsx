import { lazy, Suspense, useSyncExternalStore } from 'react';
import { endExport, exportAsked, onExportAsked } from './ask-export.ts';

const ExportDialog = lazy(() =>
  import('./export-dialog.tsx').then((module) => ({ default: module.ExportDialog })),
);

/** Where the export dialog appears when somebody asks for it; stands once in the app. */
export function ExportHost() {
  const asked = useSyncExternalStore(onExportAsked, exportAsked);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <ExportDialog exported={asked} onClose={endExport} />
    </Suspense>
  );
}

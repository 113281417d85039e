import { Suspense, useSyncExternalStore } from 'react';
import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';
import { endExport, exportAsked, onExportAsked } from './ask-export.ts';

const ExportDialog = lazy(async () => {
  const { ExportDialog: dialog } = await withTextsOf(['export'], import('./export-dialog.tsx'));
  return { default: dialog };
});

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

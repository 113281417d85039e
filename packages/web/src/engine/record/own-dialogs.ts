import type { AnyRecord, DescribedObject } from '@relata/client';
import { type ComponentType } from 'react';
import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';
import type { Acted } from '../../data/writes.ts';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  /** Hears what came of it, where that may be another record. */
  onDone?: ((done: Acted) => unknown) | undefined;
  onClose: (after: AnyRecord | null) => void;
}

/** Actions that ask more than a list of fields can: `lead.qualify`. */
export const ownDialogs: Record<string, ComponentType<Props>> = {
  'lead.qualify': lazy(() =>
    withTextsOf(['leads'], import('../../features/leads/qualify-dialog.tsx')).then((module) => ({
      default: module.QualifyDialog,
    })),
  ),
};

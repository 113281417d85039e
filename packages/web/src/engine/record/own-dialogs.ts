import type { AnyRecord, DescribedObject } from '@relata/client';
import { type ComponentType, lazy } from 'react';
import { withTextsOf } from '../../app/language.ts';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
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

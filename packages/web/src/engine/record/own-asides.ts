import type { AnyRecord } from '@relata/client';
import { type ComponentType } from 'react';
import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';

/** What else there is to know of a record of this object, beside what is next. */
export const ownAsides: Record<string, ComponentType<{ record: AnyRecord }>> = {
  lead: lazy(() =>
    withTextsOf(['leads'], import('../../features/leads/aside.tsx')).then((module) => ({
      default: module.LeadAside,
    })),
  ),
};

import type { AnyRecord, DescribedObject } from '@relata/client';
import { showsActivities } from '@relata/model';
import { Suspense, useEffect, useRef, useState } from 'react';
import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { onStep, type Step } from '../../data/steps.ts';
import { type Holds, useHolds } from '../record/use-holds.ts';
import { useAsksForNext } from './use-asks-for-next.ts';

const NextPrompt = lazy(() =>
  withTextsOf(['next'], import('./next-prompt.tsx')).then((module) => ({
    default: module.NextPrompt,
  })),
);

/** A record about which nothing is planned any more. */
interface Bare {
  object: DescribedObject;
  record: AnyRecord;
}

/**
 * When what was planned about a record has been done, or it moves on, and nothing else is planned, asks what is next
 * (plug-bitrix24-pipedrive §4.3). Stands once in the shell.
 */
export function NextHost() {
  const { objects } = useCatalog();
  const holds = useHolds();
  const [isAsking] = useAsksForNext();
  const [bare, setBare] = useState<Bare | null>(null);
  const now = useRef({ objects, holds });
  useEffect(() => {
    now.current = { objects, holds };
  });
  const mayPlan = isAsking && objects['activity']?.can.create === true;
  useEffect(() => {
    if (!mayPlan) return undefined;
    return onStep((step) => {
      bareAfter(step, now.current.objects, now.current.holds).then(
        (found) => found && setBare(found),
        // Whoever may not read it any more has nothing to plan about it.
        () => undefined,
      );
    });
  }, [mayPlan]);
  if (!bare || !mayPlan) return null;
  return (
    <Suspense fallback={null}>
      <NextPrompt key={bare.record.id} {...bare} onClose={() => setBare(null)} />
    </Suspense>
  );
}

/** Of open records on a way through stages: the one that a step leaves without anything planned. */
async function bareAfter(
  { object, record, fields }: Step,
  objects: Record<string, DescribedObject>,
  holds: Holds,
): Promise<Bare | null> {
  const isBare = (of: DescribedObject, one: AnyRecord) =>
    one['nextActivityAt'] === null && holds(of.board?.open, one, of.name);
  if (isWorked(object))
    return fields.includes(object.stages?.stage ?? '') && isBare(object, record)
      ? { object, record }
      : null;
  if (object.name !== 'activity' || !fields.includes('done') || record['done'] !== true)
    return null;
  const about = record['about'];
  for (const one of Array.isArray(about) ? about : []) {
    const target = objects[String(one?.object)];
    if (!target || !isWorked(target)) continue;
    const found = await client.read(target, String(one.id));
    if (isBare(target, found)) return { object: target, record: found };
  }
  return null;
}

const isWorked = (object: DescribedObject): boolean =>
  showsActivities(object) && object.stages !== undefined && object.board?.open !== undefined;

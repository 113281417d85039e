import { type CatalogObject, shipped } from '@relata/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Cast,
  castRoles,
  kindsOfCallers,
  type KindOfCaller,
  type Maker,
  openCast,
} from '#test/cast.ts';
import { ofObjects, ofRecords, ofTheRest } from '#test/asked.ts';
import type { Verb } from '#test/asked-of-record.ts';
import type { Answered } from '#test/door.ts';
import { differing, settledFingerprint } from '#test/fingerprint.ts';
import { newId } from '#platform/id.ts';

/** For each: they ask many thousand times in all, and the machine may be busy with others. */
const patienceMs = 300_000;

let cast: Cast;
beforeAll(async () => {
  cast = await openCast();
}, 120_000);
afterAll(() => cast.stop());

/** What must come: it is done; it is refused though they may see it; it is as if nothing were there; nobody. */
type Outcome = 'done' | 'refused' | 'unseen' | 'nobody';

const looks = new Set<Verb>(['read', 'export']);
const settings = new Set([
  'pipeline',
  'stage',
  'lostReason',
  'leadStatus',
  'disqualificationReason',
  'tax',
  'leadSource',
  'leadRule',
  'form',
  'team',
  'role',
]);
const system = new Set(['user', 'import']);

/** By hand from what the roles say: may they do this with the records of an object, and how far? */
function level(caller: KindOfCaller, verb: Verb, object: string): string | boolean {
  if (caller === 'dealKey') {
    const isGround = Object.hasOwn(castRoles.ownOnly, object);
    if (object !== 'deal' && !(looks.has(verb) && isGround)) return false;
    return level('manager', verb, object);
  }
  if (caller === 'readOnlyKey' && !looks.has(verb)) return false;
  if (!looks.has(verb) && verb !== 'import' && system.has(object)) return false;
  const administers = caller === 'administrator' || caller === 'readOnlyKey';
  if (!looks.has(verb) && settings.has(object) && !administers) return false;
  if (administers || caller === 'manager')
    return verb === 'read' || verb === 'update' || verb === 'delete' ? 'all' : true;
  if (caller !== 'noRole' && caller !== 'ownOnly' && caller !== 'team') return false;
  const role: Record<string, Record<string, string | boolean>> = castRoles[caller];
  return role[object]?.[verb] ?? role['*']?.[verb] ?? false;
}

/** Only for whoever made them, whatever the roles say. */
const theirsAlone = new Set(['view', 'import']);

const isKey = (caller: KindOfCaller) => caller === 'readOnlyKey' || caller === 'dealKey';

function reaches(caller: KindOfCaller, verb: Verb, object: string, maker: Maker): boolean {
  const how = level(caller, verb, object);
  const isOwn = caller === maker || (isKey(caller) && maker === 'administrator');
  if (theirsAlone.has(object) && !isOwn) return false;
  if (how === 'all' || isOwn) return how !== false && how !== 'none';
  return how === 'team' && caller === 'team' && maker === 'mate';
}

function expected(
  caller: KindOfCaller,
  verb: Verb,
  object: string,
  maker: Maker,
  writes = false,
): Outcome {
  if (caller === 'anonymous' || caller === 'deactivated' || caller === 'revokedKey')
    return 'nobody';
  if (caller === 'administratorElsewhere') return 'unseen';
  const isKept = writes && isKey(caller);
  if (!isKept && reaches(caller, verb, object, maker)) return 'done';
  return reaches(caller, 'read', object, maker) ? 'refused' : 'unseen';
}

const nobody = new Set<KindOfCaller>(['anonymous', 'deactivated', 'revokedKey']);

/** A record that nobody sees answers as one that never was, to the letter. */
const plainly = (answer: Answered, id: string): string =>
  `${answer.status} ${JSON.stringify(answer.body)
    .replaceAll(id, 'ID')
    .replace(/"request":"[^"]*"/, '')}`;

function fits(outcome: Outcome, answer: Answered): boolean {
  if (outcome === 'done') return answer.status < 300;
  if (outcome === 'nobody') return answer.status === 401;
  if (outcome === 'refused') return answer.status === 403;
  return answer.status === 404 || answer.status === 403;
}

test.each(kindsOfCallers)(
  'with every record of every object %s does what their role says, and what is hidden never was',
  async (caller) => {
    const wrong: string[] = [];
    let asked = 0;
    const before = await state();
    let hasDone = false;
    for (const [name, byMaker] of Object.entries(cast.records)) {
      const object = cast.objects.find((one) => one.name === name);
      if (!object) throw new Error(`no object '${name}'`);
      for (const [maker, id] of Object.entries(byMaker) as [Maker, string][])
        for (const [route, { verb, ask, only, writes }] of Object.entries(ofRecords)) {
          if (only && !only(object)) continue;
          const outcome = expected(caller, verb, name, maker, writes);
          const answer = await ask(cast.callers[caller], object, id);
          asked += 1;
          hasDone ||= outcome === 'done';
          const told = telling(caller, `${route} of ${name} by ${maker}`, outcome, answer);
          if (!fits(outcome, answer)) wrong.push(told);
          if (outcome === 'unseen') {
            const nothing = newId();
            const other = await ask(cast.callers[caller], object, nothing);
            if (plainly(answer, id) !== plainly(other, nothing))
              wrong.push(`${told} — but ${plainly(other, nothing)}`);
          }
          await putBack(caller, route, outcome, object, id, wrong);
        }
    }
    if (!hasDone) expect(differing(before, await state())).toEqual([]);
    expect(wrong.slice(0, 40).join('\n')).toBe('');
    expect(asked * kindsOfCallers.length).toBeGreaterThan(3000);
  },
  patienceMs,
);

/** What was done is undone for the next who asks: a restored record, a deal that is open again. */
async function putBack(
  caller: KindOfCaller,
  route: string,
  outcome: Outcome,
  object: CatalogObject,
  id: string,
  wrong: string[],
): Promise<void> {
  const them = cast.callers[caller];
  if (route === 'POST /:plural/:id/:action' && outcome === 'done')
    await them.post(`/${object.plural}/${id}/reopen`);
  if (route !== 'DELETE /:plural/:id') return;
  const answer = await them.post(`/${object.plural}/${id}/restore`);
  const fitting = outcome === 'done' ? answer.status < 300 : answer.status >= 400;
  if (!fitting)
    wrong.push(
      `${caller}: restoring ${object.name} ${outcome}: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
}

const telling = (caller: string, what: string, outcome: Outcome, answer: Answered): string =>
  `${caller}: ${what} must be ${outcome}, was ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;

/** What the database holds once nothing is under way any more. */
const state = () => settledFingerprint(cast.firm.engine.database, cast.firm.workspaceId);

/** What one kind of caller asks of all records of an object. */
const cellsOf = (caller: KindOfCaller) =>
  cast.objects.flatMap((object) =>
    Object.entries(ofObjects)
      .filter(([, { only }]) => !only || only(object))
      .map(([route, { verb, ask }]) => ({
        caller,
        object,
        route,
        ask,
        outcome: expectedOfAll(caller, verb, object.name),
      })),
  );

/** Asks, and gives what is wrong with the answer. */
async function wrongWith({
  caller,
  object,
  route,
  ask,
  outcome,
}: ReturnType<typeof cellsOf>[number]): Promise<string[]> {
  const wrong: string[] = [];
  const answer = await ask(cast.callers[caller], object);
  const told = telling(caller, `${route} of ${object.name}`, outcome, answer);
  if (!fits(outcome, answer)) wrong.push(told);
  const text = answer.raw.toString();
  for (const [name, byMaker] of Object.entries(cast.records))
    for (const [maker, id] of Object.entries(byMaker) as [Maker, string][]) {
      const sees = expected(caller, 'read', name, maker) === 'done';
      if (!sees && text.includes(id)) wrong.push(`${told} — it shows ${name} of ${maker}`);
      const isListed = route === 'GET /:plural' && outcome === 'done' && name === object.name;
      if (isListed && sees && !text.includes(id)) wrong.push(`${told} — lacks that of ${maker}`);
    }
  return wrong;
}

test.each(kindsOfCallers)(
  'of all records of an object what %s may not have is refused, and nothing follows from it',
  async (caller) => {
    const wrong: string[] = [];
    const before = await state();
    for (const cell of cellsOf(caller))
      if (cell.outcome !== 'done') wrong.push(...(await wrongWith(cell)));
    expect(differing(before, await state())).toEqual([]);
    expect(wrong.slice(0, 40).join('\n')).toBe('');
    expect(cellsOf(caller).length * kindsOfCallers.length).toBeGreaterThan(800);
  },
  patienceMs,
);

test.each(kindsOfCallers)(
  'of all records of an object %s gets what their role says, and nothing of the others',
  async (caller) => {
    const wrong: string[] = [];
    for (const cell of cellsOf(caller))
      if (cell.outcome === 'done') wrong.push(...(await wrongWith(cell)));
    expect(wrong.slice(0, 40).join('\n')).toBe('');
  },
  patienceMs,
);

function expectedOfAll(caller: KindOfCaller, verb: Verb, object: string): Outcome {
  if (nobody.has(caller)) return 'nobody';
  // What one firm has made the other has not.
  if (caller === 'administratorElsewhere' && !Object.hasOwn(shipped.objects, object))
    return 'unseen';
  const as = caller === 'administratorElsewhere' ? 'administrator' : caller;
  const how = level(as, verb, object);
  return how === false || how === 'none' ? 'refused' : 'done';
}

test(
  'whatever else is asked, only those are served whom it is for',
  async () => {
    const wrong: string[] = [];
    const go = async (route: string, caller: KindOfCaller, outcome: Outcome) => {
      const answer = await elsewhereAsked[route]?.[1](cast.callers[caller]);
      if (answer && !fits(outcome, answer)) wrong.push(telling(caller, route, outcome, answer));
    };
    const elsewhereAsked = ofTheRest(cast);
    for (const [route, [served]] of Object.entries(elsewhereAsked)) {
      const before = await state();
      for (const caller of kindsOfCallers)
        if (!served.includes(caller))
          await go(route, caller, nobody.has(caller) ? 'nobody' : 'unseen');
      expect([route, differing(before, await state())]).toEqual([route, []]);
      for (const caller of served) await go(route, caller, 'done');
    }
    expect(wrong.join('\n')).toBe('');
  },
  patienceMs,
);

/** Open to whoever knocks, or the door itself; `features/sign-in`, `invitations`, `lead-sources`, `firm` and `forms` prove what these refuse. */
const elsewhere =
  /^\S+ (\/api\/auth\/|\/api\/docs|\/api\/v1\/openapi\.json|\/api\/v1\/setup|\/api\/v1\/invitations\/(by-token|accept)|\/api\/v1\/lead-sources\/:key|\/api\/v1\/workspaces\/:id\/logo|\/api\/v1\/forms\/(:key|confirm|embed|visitor))/;
/** Asked in passing, or proven where they stand. */
const inPassing = [
  'GET /events',
  'DELETE /favourites/:object/:id',
  'POST /:plural/:id/restore',
  'POST /recycle-bin/restore',
  'POST /imports/:id/start',
  'POST /imports/:id/cancel',
  'POST /mail-settings/test',
  // Each workspace counts its entries from one: another's number is one's own.
  'POST /audit/:number/undo',
];

test('no address is forgotten here', () => {
  const asked = new Set(
    [
      ...Object.keys(ofRecords),
      ...Object.keys(ofObjects),
      ...Object.keys(ofTheRest(cast)),
      ...inPassing,
    ].map((one) => one.replace(' /api/v1', ' ')),
  );
  const forgotten = cast.outside.routes
    .map(({ method, url }) => `${method} ${url}`)
    .filter((one) => !elsewhere.test(one) && !asked.has(one.replace(' /api/v1', ' ')));
  expect(forgotten).toEqual([]);
});

test(
  'T19 looking changes nothing',
  async () => {
    const { administrator } = cast.callers;
    // Who takes copies away is written down: that is all that an export changes.
    const isLook = ([route]: readonly [string, unknown]) =>
      route.startsWith('GET ') && !route.includes('export');
    const before = await state();
    for (const object of cast.objects) {
      const [id] = Object.values(cast.records[object.name] ?? {});
      for (const [, { ask, only }] of Object.entries(ofObjects).filter(isLook))
        if (!only || only(object)) await ask(administrator, object);
      for (const [, { ask, only }] of Object.entries(ofRecords).filter(isLook))
        if (id && (!only || only(object))) await ask(administrator, object, id);
    }
    for (const [, [, ask]] of Object.entries(ofTheRest(cast)).filter(isLook))
      await ask(administrator);
    expect(differing(before, await state())).toEqual([]);
  },
  patienceMs,
);

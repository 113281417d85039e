import { buffer } from 'node:stream/consumers';
import { systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import type { Letterhead } from '#engine/mails/letter.ts';
import { reading, type Work } from '#engine/work.ts';
import { logoOf } from './logo.ts';

/** What stands above and below the letters of a workspace: its logo, and how it is reached. */
export async function letterheadOf(engine: Engine, workspace: string): Promise<Letterhead> {
  const work = await reading(engine, systemActor(workspace, 'mail'));
  const { name, address, phone, website, email, taxId, registrationNumber } = work.workspace;
  const lines = [
    address ?? '',
    [phone, email, website].filter(Boolean).join(' · '),
    [taxId, registrationNumber].filter(Boolean).join(' · '),
  ].filter(Boolean);
  return {
    name,
    below: lines.length ? [name, ...lines].join('\n') : '',
    logo: await picture(work),
  };
}

async function picture(work: Work): Promise<Letterhead['logo']> {
  const { engine, workspace } = work;
  const version = await logoOf(work);
  if (!version) return null;
  try {
    const content = await buffer(await engine.files.open(workspace.id, version.key));
    return { content, contentType: version.contentType };
  } catch (error) {
    // Mails say what they say without it too.
    engine.log.warn({ err: error, workspace: workspace.id }, 'a logo cannot be read');
    return null;
  }
}

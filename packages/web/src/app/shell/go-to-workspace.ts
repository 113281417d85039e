import { client } from '../../data/client.ts';
import { sayProblem } from '../../data/undo.ts';

/** Every page of this browser is about one workspace: when one goes elsewhere, the others follow. */
export const channelName = 'relata.workspace';

/** Opens the workspace here and, from the start, on every other page of this browser. */
export async function goTo(id: string): Promise<void> {
  try {
    await client.chooseWorkspace(id);
  } catch (error) {
    sayProblem(error);
    return;
  }
  // A channel reaches pages of this very origin only.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  new BroadcastChannel(channelName).postMessage(id);
  window.location.assign('/');
}

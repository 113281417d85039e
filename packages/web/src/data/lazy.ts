import { lazy as whenShown } from 'react';
import { client } from './client.ts';
import { untilReached } from './connection.ts';

/**
 * React's `lazy` for parts of the app that are fetched when they are shown. While the server is away they keep what
 * stands in for them, and the page around them stays as it is; what does not come from a server that answers is thrown.
 */
export const lazy: typeof whenShown = (load) =>
  whenShown(async () => {
    try {
      return await load();
    } catch {
      await untilReached(() => client.setUpNeeded());
      return load();
    }
  });

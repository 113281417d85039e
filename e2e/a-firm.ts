import { afterAll, beforeAll } from 'vitest';
import { type Browsing, browsing } from './browser.ts';
import { type Firm, type Server, setUpFirm, startServer } from './server.ts';

interface AtAFirm extends Browsing {
  firm: Firm;
  server: Server;
}

/**
 * A server with a firm that is set up, and a browser, for the journeys of a file: there before the first and before what
 * else the file prepares, gone after the last, others where the file is run again. Before, nothing is known of them.
 *
 * @param settings of the server's environment
 */
export function aFirm(settings?: Record<string, string>): AtAFirm {
  const { open } = browsing();
  let running: Server | undefined;
  let setUp: Firm | undefined;
  beforeAll(async () => {
    running = await startServer(settings);
    setUp = await setUpFirm(running);
  });
  afterAll(() => running?.stop());

  const server = () => there(running);
  const firm = () => there(setUp);
  return {
    open,
    server: {
      get url() {
        return server().url;
      },
      stop: () => server().stop(),
      goAway: () => server().goAway(),
      comeBack: () => server().comeBack(),
    },
    firm: {
      get url() {
        return firm().url;
      },
      get email() {
        return firm().email;
      },
      get password() {
        return firm().password;
      },
      get client() {
        return firm().client;
      },
      get cookie() {
        return firm().cookie;
      },
    },
  };
}

function there<T>(made: T | undefined): T {
  if (made === undefined) throw new Error('There is no firm before the journeys begin');
  return made;
}

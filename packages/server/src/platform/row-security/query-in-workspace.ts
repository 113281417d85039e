import pg from 'pg';
import { appRole } from './enter.ts';

/** What the driver's own class has and its types leave out. */
declare module 'pg' {
  interface Query {
    name?: string;
    hasBeenParsed(connection: pg.Connection): boolean;
    prepare(connection: pg.Connection): void;
    handleDataRow(message: unknown): void;
    handleCommandComplete(message: unknown, connection: pg.Connection): void;
  }
  interface Connection {
    parsedStatements: Record<string, string>;
  }
  interface QueryConfig {
    /** Also without values by messages, of which several go before one Sync. */
    queryMode?: 'extended';
  }
}

const enter = {
  name: 'relata_enter',
  text: `select set_config('role', '${appRole}', true), set_config('app.workspace_id', $1, true)`,
};

/**
 * One statement in a workspace, in one round trip: entering it and the statement itself go before the same Sync, so
 * they are one transaction, and the settings end with it whatever comes of it.
 */
export class QueryInWorkspace<R extends object> extends pg.Query<R> {
  /** The workspace was entered. Where that failed the connection is of no use any more. */
  entered = false;
  readonly #workspace: string;
  /** What this message exchange parses first: entering once for each connection, the statement unless it is known. */
  #parses = { enter: false, own: false };

  constructor(
    workspace: string,
    config: pg.QueryConfig,
    done: (error: Error | undefined, result: pg.QueryResult<R>) => void,
  ) {
    super({ ...config, queryMode: 'extended' }, done);
    this.#workspace = workspace;
  }

  override prepare(connection: pg.Connection): void {
    this.#parses = {
      enter: connection.parsedStatements[enter.name] === undefined,
      own: !this.hasBeenParsed(connection),
    };
    if (this.#parses.enter) connection.parse({ ...enter, types: [] }, true);
    connection.bind({ statement: enter.name, values: [this.#workspace] }, true);
    connection.execute({}, true);
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.entered) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (this.entered) {
      super.handleCommandComplete(message, connection);
      return;
    }
    this.entered = true;
    if (!this.#parses.enter) return;
    connection.parsedStatements[enter.name] = enter.text;
    // The driver took the end of that parsing for the end of the statement's own, which may still fail.
    if (this.name && this.#parses.own) delete connection.parsedStatements[this.name];
  }
}

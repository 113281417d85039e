import type { FastifyInstance, FastifyRequest } from 'fastify';
import { board } from '../records/board.ts';
import { calendar } from '../records/calendar.ts';
import type { Api } from './api.ts';
import { json, objectFor, type Params, readingFor } from './asking.ts';
import { boardQuery, calendarQuery } from './list-query.ts';
import { parse, parseJson } from './parse.ts';
import { withBoardView, withView } from './with-view.ts';

type Got = FastifyRequest<{ Params: Params }>;

/** A list laid out otherwise than one below the other. */
export function addLayoutRoutes(app: FastifyInstance, api: Pick<Api, 'engine' | 'identify'>): void {
  app.get('/:plural/board', async (request: Got, reply) =>
    readingFor(api, request, async (work) => {
      const object = objectFor(work, request);
      const { filter, joined, view, ...query } = parse(boardQuery, request.query);
      const viewed = await withBoardView(work, object, view, {
        ...query,
        filter: parseJson(filter, 'filter'),
        joined: parseJson(joined, 'joined'),
      });
      const columns = await board(work, object.name, viewed);
      const cards = <C extends { rows: string[] }>({ rows, ...one }: C) =>
        `${JSON.stringify(one).slice(0, -1)},"records":[${rows.join()}]}`;
      const printed = columns.map(({ done, ...column }) =>
        done ? `${cards(column).slice(0, -1)},"done":${cards(done)}}` : cards(column),
      );
      return json(reply, `{"data":[${printed.join()}]}`);
    }),
  );

  app.get('/:plural/calendar', async (request: Got, reply) =>
    readingFor(api, request, async (work) => {
      const object = objectFor(work, request);
      const { filter, view, ...query } = parse(calendarQuery, request.query);
      const viewed = await withView(work, object, view, {
        ...query,
        filter: parseJson(filter, 'filter'),
      });
      const days = await calendar(work, object.name, { ...viewed, sort: query.sort });
      const printed = days.map(
        ({ rows, ...one }) => `${JSON.stringify(one).slice(0, -1)},"records":[${rows.join()}]}`,
      );
      return json(reply, `{"data":[${printed.join()}]}`);
    }),
  );
}

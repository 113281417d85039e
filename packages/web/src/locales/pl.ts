import access from './pl/access.json';
import app from './pl/app.json';
import board from './pl/board.json';
import collection from './pl/collection.json';
import exporting from './pl/export.json';
import fields from './pl/fields.json';
import record from './pl/record.json';

export const texts = {
  access,
  app,
  board,
  collection,
  export: exporting,
  fields,
  record,
};

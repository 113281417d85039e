import access from './pt-BR/access.json';
import app from './pt-BR/app.json';
import board from './pt-BR/board.json';
import collection from './pt-BR/collection.json';
import exporting from './pt-BR/export.json';
import fields from './pt-BR/fields.json';
import record from './pt-BR/record.json';

export const texts = {
  access,
  app,
  board,
  collection,
  export: exporting,
  fields,
  record,
};

import access from './pt-BR/access.json';
import app from './pt-BR/app.json';
import collection from './pt-BR/collection.json';
import fields from './pt-BR/fields.json';
import record from './pt-BR/record.json';

export const texts = {
  access,
  app,
  collection,
  fields,
  record,
};

import access from './pl/access.json';
import app from './pl/app.json';
import collection from './pl/collection.json';
import fields from './pl/fields.json';
import record from './pl/record.json';

export const texts = {
  access,
  app,
  collection,
  fields,
  record,
};

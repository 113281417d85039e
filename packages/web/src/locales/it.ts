import access from './it/access.json';
import app from './it/app.json';
import collection from './it/collection.json';
import fields from './it/fields.json';
import record from './it/record.json';

export const texts = {
  access,
  app,
  collection,
  fields,
  record,
};

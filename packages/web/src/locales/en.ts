import access from './en/access.json';
import app from './en/app.json';
import collection from './en/collection.json';
import fields from './en/fields.json';
import record from './en/record.json';

export const texts = {
  access,
  app,
  collection,
  fields,
  record,
};

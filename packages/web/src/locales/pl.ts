import app from './pl/app.json';
import board from './pl/board.json';
import collection from './pl/collection.json';
import fields from './pl/fields.json';
import importing from './pl/import.json';
import record from './pl/record.json';
import settings from './pl/settings.json';

export const texts = { app, board, collection, fields, import: importing, record, settings };

import {
  boolean,
  defineObject,
  defineSetting,
  link,
  longText,
  money,
  number,
  percent,
  select,
  text,
  user,
} from '../define.ts';

/** What is added to a price: VAT of a rate, for example (OO-SET-07). One that a product names stays (OO-INV-25). */
export const tax = defineSetting('tax', {
  plural: 'taxes',
  icon: 'receipt-tax',
  sort: 'title',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    rate: percent({ required: true }),
    description: longText({ max: 5000 }),
  },
  columns: ['title', 'rate', 'description'],
});

/** Something that we sell: goods or a service, and what one of it costs (OO-SET-06). */
export const product = defineObject('product', {
  plural: 'products',
  icon: 'package',
  title: ['name'],
  archives: true,
  fields: {
    name: text({ required: true, search: 'A' }),
    /** By which lists of prices from elsewhere know it: a file with it changes the product and makes no second one. */
    code: text({ unique: true, max: 50, matches: true, search: 'A' }),
    type: select(['goods', 'service'], {
      required: true,
      default: { value: 'goods' },
      colours: ['blue', 'teal'],
    }),
    /** Of what the price is for one: piece, hour, month. */
    unit: text({ max: 30 }),
    price: money({ min: 0, index: true }),
    tax: link('tax', { onDelete: 'refuse', index: true }),
    /** Some sales are taxed twice: VAT and a local tax (OO-INV-15). */
    secondTax: link('tax', { onDelete: 'refuse', index: true }),
    isStocked: boolean({ default: { value: false } }),
    /** May fall below zero: what was sold and is still to come (OO-INV-23). */
    stock: number({ showWhen: { isStocked: { eq: true } } }),
    description: longText({ search: 'D' }),
    owner: user({ default: 'me', index: true }),
  },
  sections: [
    { name: 'product', fields: ['name', 'code', 'type', 'unit', 'price', 'tax', 'secondTax'] },
    { name: 'details', fields: ['isStocked', 'stock', 'owner', 'description'] },
  ],
  columns: ['title', 'code', 'type', 'unit', 'price', 'tax'],
  sort: 'title',
});

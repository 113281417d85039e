import { roundMoney } from '@relata/model';
import { create, createMany } from '#engine/records/create.ts';
import type { Firm, Step } from './firm.ts';
import { inCurrency } from './money.ts';
import { prices, services } from './texts/sample-texts.ts';

/** What the firm sells, for what its deals begin with; all of it under the tax of its country. */
export async function addProducts({ work }: Step, { texts }: Firm): Promise<void> {
  const { currency } = work.workspace;
  const tax = await create(work, 'tax', texts.tax);
  const inputs = texts.products.map((name, i) => ({
    name,
    code: `P-${String(i + 1).padStart(3, '0')}`,
    type: services.has(i) ? 'service' : 'goods',
    price: { amount: roundMoney(String(inCurrency(prices[i] ?? 0, currency)), currency), currency },
    tax,
  }));
  await createMany(work, 'product', inputs);
}

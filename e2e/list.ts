import type { Locator, Page } from 'playwright-core';

/** The table of the page. */
export const grid = (page: Page): Locator => page.getByRole('grid');

/** Rows of records, without header and totals. */
export const rows = (page: Page): Locator => grid(page).getByRole('rowgroup').getByRole('row');

/** The cell of a record under the heading of a column. */
export async function cell(page: Page, record: string, column: string): Promise<Locator> {
  const headings = await headingsOf(page);
  return grid(page)
    .getByRole('row', { name: record })
    .getByRole('gridcell')
    .nth(headings.indexOf(column) + 1);
}

/** Columns from left to right. */
export async function headingsOf(page: Page): Promise<string[]> {
  const separators = grid(page).getByRole('separator');
  await separators.first().waitFor();
  const names = await separators.evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label')),
  );
  return names.map((name) => String(name).replace(/^Width of /, ''));
}

/** Opens the button's panel and gives it. */
export async function openPanel(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name, exact: true }).click();
  return page.getByRole('dialog', { name });
}

/** Chooses in a drop-down by its accessible name; the last one where a form has several. */
export async function choose(within: Locator, name: string, option: string): Promise<void> {
  const box = within.getByRole('combobox', { name, exact: true }).last();
  await box.click();
  if (await box.isEditable()) await box.fill(option);
  await within.page().getByRole('option', { name: option, exact: true }).click();
}

export interface VisibleRow {
  /** aria-rowindex: 2 is the first record. */
  index: number;
  text: string;
  top: number;
  bottom: number;
}

/** What somebody sees of the table right now: rows that are at least half inside it, from top to bottom. */
export const visibleRows = (page: Page): Promise<VisibleRow[]> =>
  page.evaluate<VisibleRow[]>(`(() => {
    const grid = document.querySelector('[role=grid]');
    const box = grid.getBoundingClientRect();
    return [...grid.querySelectorAll('[role=rowgroup] [role=row]')]
      .map((row) => {
        const { top, bottom, height } = row.getBoundingClientRect();
        return { top, bottom, height, text: row.innerText.trim(), index: Number(row.ariaRowIndex) };
      })
      .filter(({ top, bottom, height }) => bottom - height / 2 > box.top && top + height / 2 < box.bottom)
      .sort((a, b) => a.top - b.top);
  })()`);

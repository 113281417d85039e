/** Where somebody is in an import: kept in the address, so that a reload finds the same place. */
export interface ImportAddress {
  /** Id of the import; none until a file is there. */
  id?: string | undefined;
  step?: 'columns' | 'check' | undefined;
  /** Name of the object that the columns look like, where another was asked for. */
  seems?: string | undefined;
}

export function readImportAddress(search: Record<string, unknown>): ImportAddress {
  const { id, step, seems } = search;
  return {
    id: typeof id === 'string' && id !== '' ? id : undefined,
    step: step === 'check' || step === 'columns' ? step : undefined,
    seems: typeof seems === 'string' && seems !== '' ? seems : undefined,
  };
}

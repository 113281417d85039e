import type { AnyRecord } from '@relata/client';
import { useState } from 'react';

/**
 * The record as it was when somebody began to change it. It goes on living meanwhile: what others change in the same
 * field is a clash to be shown, and would be overwritten by a change of the record as it is now (pain 13).
 */
export function useAsBegun(record: AnyRecord, isChanging: boolean): AnyRecord {
  const [begun, setBegun] = useState(record);
  if (!isChanging && begun !== record) setBegun(record);
  return isChanging ? begun : record;
}

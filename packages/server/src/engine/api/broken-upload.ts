import { Refusal } from '@relata/model';
import { codeOf } from '../../platform/error-facts.ts';

/** What the parser says of a body that ends too early or is no multipart at all has neither status nor code. */
export function brokenUpload(error: unknown): unknown {
  if (
    error instanceof Refusal ||
    error instanceof TypeError ||
    !(error instanceof Error) ||
    codeOf(error)
  )
    return error;
  return new Refusal('malformed', `the upload cannot be read: ${error.message}`);
}

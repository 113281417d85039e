import type { Feature } from '#engine/engine.ts';
import { letterheadOf } from './letterhead.ts';

export { checkProfile, profileChanges } from './check-profile.ts';
export { addLogoRoute } from './logo-route.ts';
export { logoAddress } from './logo.ts';

export const firm: Feature = { name: 'firm', letterhead: letterheadOf };

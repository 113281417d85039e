import type { Newcomers } from '#features/sign-in/index.ts';
import type { PeopleParts } from '../index.ts';
import { accept } from './accept.ts';
import { demandPending, findInvitation, unknownInvitation } from './invitation.ts';
import { readToken, type Token } from './token.ts';

/** An invitation that is accepted by signing in at an OpenID provider instead of with a password. */
export function invitedByProvider(parts: PeopleParts): Pick<Newcomers, 'invitedEmail' | 'accept'> {
  const { engine } = parts;
  const tokenOf = (invitation: string): Token => {
    const token = readToken(invitation);
    if (!token) throw unknownInvitation();
    return token;
  };
  return {
    async invitedEmail(invitation) {
      const token = tokenOf(invitation);
      const now = engine.clock.now().toISOString();
      const found = await findInvitation(
        engine.database.of(token.workspace).query,
        token.workspace,
        token,
        now,
      );
      if (!found) throw unknownInvitation();
      demandPending(found);
      return found.email;
    },
    async accept(invitation, who) {
      await accept(parts, tokenOf(invitation), who, undefined);
    },
  };
}

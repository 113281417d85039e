import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { client } from '../../data/client.ts';

export const browserHasPasskeys = (): boolean => browserSupportsWebAuthn();

/** Asks the browser for a passkey and signs in with it. Throws where the person or the server says no. */
export async function signInWithPasskey(): Promise<void> {
  const optionsJSON = await client.askForPasskey<PublicKeyCredentialRequestOptionsJSON>();
  await client.givePasskey(await startAuthentication({ optionsJSON }));
}

/** Makes a passkey on this device, or on one that the person brings. Gives recovery codes with the first factor. */
export async function addPasskey(name: string): Promise<string[]> {
  const optionsJSON = await client.startPasskey<PublicKeyCredentialCreationOptionsJSON>();
  const made = await startRegistration({ optionsJSON });
  return (await client.finishPasskey(name, made)).recoveryCodes;
}

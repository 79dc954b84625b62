// Which HSM a request is for, by its Host header, and which sign-in that HSM demands.
import { type Cloud, clouds } from '#core/azure/clouds.ts';
import { notFound } from './answers.ts';
import { isServing } from './hsm-state.ts';
import type { HsmStore, PracticeHsm } from './hsm-store.ts';
import type { Incoming } from './incoming.ts';

export interface Found {
  readonly hsm: PracticeHsm;
  /** What a token for this host must be made for. */
  readonly resource: string;
  readonly signInOrigin: string;
}

/**
 * The HSM of the Host header: by its real-looking name, or, at the bare loopback, the only one there is.
 * @throws 404
 */
export function findHsm(store: HsmStore, { hostName, authority }: Incoming): Found {
  const named = store.byHost(hostName);
  if (named && isServing(named.state)) return { hsm: named, ...signInOf(named) };
  const [only, ...others] = store.all().filter(({ state }) => isServing(state));
  const isBare = hostName === 'localhost' || hostName === '127.0.0.1';
  if (!isBare || !only || others.length > 0) {
    throw notFound('HsmNotFound', 'there is no practice HSM of this name');
  }
  // Without the real host names, the sign-in is at the same address.
  return { hsm: only, resource: cloudOf(only).hsmResource, signInOrigin: `https://${authority}` };
}

function signInOf(hsm: PracticeHsm): Omit<Found, 'hsm'> {
  const { hsmResource, loginHost } = cloudOf(hsm);
  return { resource: hsmResource, signInOrigin: `https://${loginHost}` };
}

function cloudOf(hsm: PracticeHsm): Cloud {
  const cloud = clouds.find(({ hsmSuffix }) => hsm.state.hostName.endsWith(`.${hsmSuffix}`));
  if (!cloud) throw new Error(`the host name ${hsm.state.hostName} belongs to no cloud`);
  return cloud;
}

// Which HSM a request is for, by its Host header, and which sign-in that HSM demands.
import { type Cloud, clouds } from '../core/azure/clouds.ts';
import { notFound } from './answers.ts';
import type { HsmStore, PracticeHsm } from './hsm-store.ts';
import type { Incoming } from './incoming.ts';

export interface Found {
  readonly hsm: PracticeHsm;
  /** What a token for this host must be made for. */
  readonly resource: string;
  readonly signInOrigin: string;
}

/** The HSM of the Host header: by its real-looking name, by `NAME.localhost`, or the only one at the bare loopback. */
export function findHsm(store: HsmStore, { hostName, authority }: Incoming): Found {
  const named = store.byHost(hostName);
  if (named) {
    const cloud = cloudOf(named);
    return { hsm: named, resource: cloud.hsmResource, signInOrigin: `https://${cloud.loginHost}` };
  }
  const signInOrigin = `https://${authority}`;
  const all = store.all();
  const local = /^([a-z0-9-]+)[.]localhost$/.exec(hostName)?.[1];
  const hsm = local === undefined ? all[0] : all.find(({ state }) => state.name.toLowerCase() === local);
  const isBare = hostName === 'localhost' || hostName === '127.0.0.1';
  if (!hsm || (local === undefined && !(isBare && all.length === 1))) {
    throw notFound('HsmNotFound', 'there is no practice HSM of this name');
  }
  const resource = local === undefined ? cloudOf(hsm).hsmResource : 'https://localhost';
  return { hsm, resource, signInOrigin };
}

function cloudOf(hsm: PracticeHsm): Cloud {
  const cloud = clouds.find(({ hsmSuffix }) => hsm.state.hostName.endsWith(`.${hsmSuffix}`));
  if (!cloud) throw new Error(`the host name ${hsm.state.hostName} belongs to no cloud`);
  return cloud;
}

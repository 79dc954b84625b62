// The Azure clouds that have Managed HSM, and the practice cloud: the host names that belong together in each (REQ-04).
import { suffixes } from '#shared/schemas/cloud-suffixes.ts';

export interface Cloud {
  readonly name: keyof typeof suffixes;
  /** An HSM is at `https://NAME.` and this. */
  readonly hsmSuffix: string;
  /** What a token for the data plane is asked for; `/.default` makes it a scope. */
  readonly hsmResource: string;
  /** Where people and programs are sent to sign in. */
  readonly loginHost: string;
  /** Other names of the same sign-in, by which the service may call it (REQ-04). */
  readonly loginAliases: readonly string[];
  /** A container is at `https://ACCOUNT.`, this, and its name. */
  readonly blobSuffix: string;
  readonly managementHost: string;
}

export const clouds: readonly Cloud[] = [
  {
    name: 'public',
    ...suffixes.public,
    hsmResource: 'https://managedhsm.azure.net',
    loginHost: 'login.microsoftonline.com',
    loginAliases: ['login.windows.net'],
    managementHost: 'management.azure.com',
  },
  {
    name: 'us-government',
    ...suffixes['us-government'],
    hsmResource: 'https://managedhsm.usgovcloudapi.net',
    loginHost: 'login.microsoftonline.us',
    loginAliases: ['login.usgovcloudapi.net'],
    managementHost: 'management.usgovcloudapi.net',
  },
  {
    name: 'china',
    ...suffixes.china,
    hsmResource: 'https://managedhsm.azure.cn',
    loginHost: 'login.partner.microsoftonline.cn',
    loginAliases: ['login.chinacloudapi.cn'],
    managementHost: 'management.chinacloudapi.cn',
  },
  {
    name: 'practice',
    ...suffixes.practice,
    hsmResource: 'https://managedhsm.practice.invalid',
    loginHost: 'login.practice.invalid',
    loginAliases: [],
    managementHost: 'management.practice.invalid',
  },
];

/** The name of an HSM: 3 to 24 letters, digits and hyphens, with no hyphen at either end (REQ-04). */
export const hsmNamePattern = /^[A-Za-z0-9][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/;

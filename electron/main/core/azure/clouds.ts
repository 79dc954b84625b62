// The Azure clouds that have Managed HSM, and the practice cloud: the host names that belong together in each (protocol §5).

export interface Cloud {
  readonly name: 'public' | 'us-government' | 'china' | 'practice';
  /** An HSM is at `https://NAME.` and this. */
  readonly hsmSuffix: string;
  /** What a token for the data plane is asked for; `/.default` makes it a scope. */
  readonly hsmResource: string;
  readonly loginHost: string;
  /** A container is at `https://ACCOUNT.`, this, and its name. */
  readonly blobSuffix: string;
  readonly managementHost: string;
}

export const clouds: readonly Cloud[] = [
  {
    name: 'public',
    hsmSuffix: 'managedhsm.azure.net',
    hsmResource: 'https://managedhsm.azure.net',
    loginHost: 'login.microsoftonline.com',
    blobSuffix: 'blob.core.windows.net',
    managementHost: 'management.azure.com',
  },
  {
    name: 'us-government',
    hsmSuffix: 'managedhsm.usgovcloudapi.net',
    hsmResource: 'https://managedhsm.usgovcloudapi.net',
    loginHost: 'login.microsoftonline.us',
    blobSuffix: 'blob.core.usgovcloudapi.net',
    managementHost: 'management.usgovcloudapi.net',
  },
  {
    name: 'china',
    hsmSuffix: 'managedhsm.azure.cn',
    hsmResource: 'https://managedhsm.azure.cn',
    loginHost: 'login.partner.microsoftonline.cn',
    blobSuffix: 'blob.core.chinacloudapi.cn',
    managementHost: 'management.chinacloudapi.cn',
  },
  {
    // RFC 2606: no host below .invalid exists, so nothing of practice reaches a stranger.
    name: 'practice',
    hsmSuffix: 'managedhsm.practice.invalid',
    hsmResource: 'https://managedhsm.practice.invalid',
    loginHost: 'login.practice.invalid',
    blobSuffix: 'blob.practice.invalid',
    managementHost: 'management.practice.invalid',
  },
];

/** The name of an HSM: 3 to 24 letters, digits and hyphens, with no hyphen at either end (protocol §6). */
export const hsmNamePattern = /^[A-Za-z0-9][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/;

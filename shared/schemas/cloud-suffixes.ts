// What addresses of HSMs and of storage end with in each cloud: all that the offline side and the
// form of a plan need to know of a cloud. Hosts that are called are in `core/azure/clouds.ts`, which is in no file of the offline app.

export const suffixes = {
  public: { hsmSuffix: 'managedhsm.azure.net', blobSuffix: 'blob.core.windows.net' },
  'us-government': { hsmSuffix: 'managedhsm.usgovcloudapi.net', blobSuffix: 'blob.core.usgovcloudapi.net' },
  china: { hsmSuffix: 'managedhsm.azure.cn', blobSuffix: 'blob.core.chinacloudapi.cn' },
  // RFC 2606: no host below .invalid exists, so nothing of practice reaches a stranger.
  practice: { hsmSuffix: 'managedhsm.practice.invalid', blobSuffix: 'blob.practice.invalid' },
} as const;

/** The suffix of practice HSMs; RFC 2606 keeps it from ever being a real host. */
export const practiceHsmSuffix = `.${suffixes.practice.hsmSuffix}`;

/** What addresses end with in the cloud of an HSM; undefined where it is in none of these. */
export const cloudOfHsm = (hsmUri: string): (typeof suffixes)[keyof typeof suffixes] | undefined =>
  Object.values(suffixes).find(({ hsmSuffix }) => hsmUri.endsWith(`.${hsmSuffix}`));

/** Whether an address is one of practice, as people type it: a final slash may stand, in any case. */
export const isPracticeAddress = (address: string): boolean =>
  address.trim().replace(/\/$/u, '').toLowerCase().endsWith(practiceHsmSuffix);

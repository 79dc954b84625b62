// What addresses of HSMs and of storage end with in each cloud: all that the offline side and the
// form of a plan need to know of a cloud. Hosts that are called are in `core/azure/clouds.ts`, which is in no file of the offline app.

export const suffixes = {
  public: { hsmSuffix: 'managedhsm.azure.net', blobSuffix: 'blob.core.windows.net' },
  'us-government': { hsmSuffix: 'managedhsm.usgovcloudapi.net', blobSuffix: 'blob.core.usgovcloudapi.net' },
  china: { hsmSuffix: 'managedhsm.azure.cn', blobSuffix: 'blob.core.chinacloudapi.cn' },
  // RFC 2606: no host below .invalid exists, so nothing of practice reaches a stranger.
  practice: { hsmSuffix: 'managedhsm.practice.invalid', blobSuffix: 'blob.practice.invalid' },
} as const;

// The built-in roles inside a Managed HSM, by the names that people use. The ids are the same in every HSM (recorded).

/** Name without the prefix that all of them have, and the GUID of the definition. */
export const builtInRoleIds = {
  Administrator: 'a290e904-7015-4bba-90c8-60543313cdb4',
  'Crypto Officer': '515eb02d-2335-4d2d-92f2-b1cbdf9c3778',
  'Crypto User': '21dbd100-6940-42c2-9190-5d6cb909625b',
  'Policy Administrator': '4bd23610-cdcf-4971-bdee-bdc562cc28e4',
  'Crypto Auditor': '2c18b078-7c48-4d3a-af88-5a3a1b3f82b3',
  'Crypto Service Encryption User': '33413926-3206-4cdd-b39a-83574fe37a17',
  'Crypto Service Release User': '21dbd100-6940-42c2-9190-5d6cb909625c',
  'Backup User': '7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8',
  'Restore User': '6efe6056-5259-49d2-8b3d-d3d73544b20b',
  'EKM Administrator': 'abdd7ec4-a273-4265-bf38-e001014e2d8e',
} as const;

export const rolePrefix = 'Managed HSM ';

export const builtInRoleNames: readonly string[] = Object.keys(builtInRoleIds).map((name) => `${rolePrefix}${name}`);

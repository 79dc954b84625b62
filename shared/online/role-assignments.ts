// What a role assignment inside an HSM consists of, as people and journals name it.
import { z } from 'zod';

/** `/` is the whole HSM, `/keys` all keys, `/keys/NAME` one key. */
export const roleScope = z.string().regex(/^\/(?:keys(?:\/[A-Za-z0-9-]{1,127})?)?$/);

/** What a principal can be. The service takes an object id alone; the type is for the record. */
export const principalTypes = ['user', 'group', 'service-principal'] as const;
export type PrincipalType = (typeof principalTypes)[number];

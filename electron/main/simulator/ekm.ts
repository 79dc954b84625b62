// The connection of a practice HSM to an external key manager, from the published description (2026-04-01): read, made, in no backup.
import { z } from 'zod';
import { type Answer, notFound, ok, ServiceRefusal } from './answers.ts';
import { bodyAs, type Call } from './call.ts';
import { needActivation } from './one-at-a-time.ts';

const Connection = z.object({
  host: z.string().regex(/^[A-Za-z0-9.:-]+$/),
  path_prefix: z.string().optional(),
  server_ca_certificates: z.array(z.string()),
  server_subject_common_name: z.string().optional(),
});

/** GET /ekm. No recording shows an HSM without a connection: 404 is practice's own. */
export function getEkmConnection(call: Call): Answer {
  needActivation(call.hsm.state);
  const { ekmConnection } = call.hsm.state;
  if (!ekmConnection) throw notFound('EkmConnectionNotFound', 'There is no EKM connection.');
  return ok(ekmConnection);
}

/** POST /ekm/create: "If the EKM connection already exists, this operation fails." */
export async function createEkmConnection(call: Call): Promise<Answer> {
  needActivation(call.hsm.state);
  if (call.hsm.state.ekmConnection) {
    throw new ServiceRefusal(409, 'EkmConnectionExists', 'There is an EKM connection already.');
  }
  call.hsm.state.ekmConnection = bodyAs(Connection, call);
  await call.hsm.save();
  return ok(call.hsm.state.ekmConnection);
}

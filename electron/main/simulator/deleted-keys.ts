// Soft-deleted keys of a practice HSM: list, read, recover, purge.
import { type Answer, conflict, notFound, ok, ServiceRefusal } from './answers.ts';
import { type Call, parameter } from './call.ts';
import type { HsmState, StoredDeletedKey } from './hsm-state.ts';
import { attributesBody, keyBundle, tagsBody } from './key-bodies.ts';
import { page } from './key-lists.ts';
import { needActivation } from './one-at-a-time.ts';

/** @throws 409 while a deleted key has this name */
export function refuseWhileDeleted({ deletedKeys }: HsmState, name: string): void {
  if (deletedKeys.every(({ key }) => key.name !== name)) return;
  throw conflict(`The key ${name} is deleted but not purged: recover or purge it first.`);
}

function find(call: Call): StoredDeletedKey {
  needActivation(call.hsm.state);
  const name = parameter(call, 0);
  const found = call.hsm.state.deletedKeys.find(({ key }) => key.name === name);
  if (!found) throw notFound('KeyNotFound', `There is no deleted key ${name}.`);
  return found;
}

const deletion = (call: Call, { key, at, purgeAt }: StoredDeletedKey): object => ({
  recoveryId: `${call.origin}/deletedkeys/${key.name}`,
  deletedDate: at,
  scheduledPurgeDate: purgeAt,
});

function current({ key }: StoredDeletedKey): StoredDeletedKey['key']['versions'][number] {
  const version = key.versions.at(-1);
  if (!version) throw new Error(`the key ${key.name} has no version`);
  return version;
}

/** A deleted key in the answers: as it was, and until when it can be recovered. */
export const deletedKeyBundle = (call: Call, deleted: StoredDeletedKey): unknown => ({
  ...keyBundle(call, deleted.key.name, current(deleted)),
  ...deletion(call, deleted),
});

/** GET /deletedkeys, in pages. */
export function listDeletedKeys(call: Call): Answer {
  needActivation(call.hsm.state);
  return page(call, '/deletedkeys', call.hsm.state.deletedKeys, (deleted) => ({
    kid: `${call.origin}/keys/${deleted.key.name}`,
    attributes: attributesBody(call, current(deleted)),
    ...tagsBody(current(deleted)),
    ...deletion(call, deleted),
  }));
}

/** GET /deletedkeys/NAME */
export const getDeletedKey = (call: Call): Answer => ok(deletedKeyBundle(call, find(call)));

/** POST /deletedkeys/NAME/recover */
export async function recoverDeletedKey(call: Call): Promise<Answer> {
  const found = find(call);
  call.hsm.state.content.keys.push(found.key);
  await forget(call, found);
  return ok(keyBundle(call, found.key.name, current(found)));
}

/** DELETE /deletedkeys/NAME */
export async function purgeDeletedKey(call: Call): Promise<Answer> {
  const found = find(call);
  if (call.hsm.state.resource.purgeProtection) {
    throw new ServiceRefusal(403, 'Forbidden', 'purge protection is on: deleted keys stay until their purge date');
  }
  await forget(call, found);
  return { status: 204 };
}

async function forget(call: Call, gone: StoredDeletedKey): Promise<void> {
  const { state } = call.hsm;
  state.deletedKeys = state.deletedKeys.filter((one) => one !== gone);
  await call.hsm.save();
}

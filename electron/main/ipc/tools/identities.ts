// Calls about identities: a new one is made for a role, encrypted under a passphrase that is typed in a window of its own.
import { join } from 'node:path';
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import type { IdentityView } from '#shared/contract/desk/identities.ts';
import { wipe } from '#core/encoding/bytes.ts';
import {
  createIdentity,
  encodePublicIdentity,
  type PublicIdentity,
  readPublicIdentity,
} from '#core/transfer/identity.ts';
import type { Office } from '#services/app/office.ts';
import { readIdentity, writeInto } from '#services/app/office-files.ts';
import { refuseExisting } from '#platform/files.ts';

export function identityCalls(office: Office): DeskHandlers['identities'] {
  const { files, askPassphrase } = office;
  return {
    async create({ role, holder, folder: token }) {
      const folder = files.path(token, 'folder');
      const names = { secret: `${role}.identity.json`, open: `${role}.public.json` };
      // Nobody chooses a passphrase for a file that cannot be written.
      await refuseExisting(join(folder, names.secret), join(folder, names.open));
      const passphrase = await askPassphrase({ who: { name: holder }, fileName: names.secret, use: 'new-identity' });
      try {
        const file = createIdentity(role, holder, passphrase);
        const identity = readPublicIdentity(file);
        const written = [
          await writeInto(folder, names.secret, file),
          await writeInto(folder, names.open, encodePublicIdentity(identity)),
        ];
        return { identity: viewOf(identity), files: written };
      } finally {
        wipe(passphrase);
      }
    },
    show: async ({ identity }) => viewOf(await readIdentity(office, identity)),
  };
}

export const viewOf = ({ role, holder, keyId, spkiDer }: PublicIdentity): IdentityView => ({
  role,
  holder,
  keyId,
  spki: spkiDer.toString('base64'),
});

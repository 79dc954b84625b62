// Calls about identities: a new one is made for a role, encrypted under a passphrase that is typed in main's own view.
import { basename, join } from 'node:path';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { IdentityView } from '#shared/contract/tools/identities.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { encodePublicIdentity, type PublicIdentity, readPublicIdentity } from '#core/transfer/identity.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { askIdentity } from '#services/app/questions/identity.ts';
import { readIdentity, writeInto } from '#services/app/chosen-files.ts';
import { refuseExisting } from '#platform/files.ts';

export function identityCalls(services: AppServices): ToolsHandlers['identities'] {
  const { files, confirm } = services;
  return {
    async create({ role, folder: token }) {
      const folder = files.path(token, 'folder');
      const names = { secret: `${role}.identity.json`, open: `${role}.public.json` };
      // Nobody chooses a passphrase for a file that cannot be written.
      await refuseExisting(join(folder, names.secret), join(folder, names.open));
      const place = `${visibleText(basename(folder), 40)}: ${names.secret}`;
      const file = await confirm(askIdentity(services.practiceOnly, role, place));
      const identity = readPublicIdentity(file);
      const written = [
        await writeInto(folder, names.secret, file),
        await writeInto(folder, names.open, encodePublicIdentity(identity)),
      ];
      return { identity: viewOf(identity), files: written };
    },
    show: async ({ identity }) => viewOf(await readIdentity(services, identity)),
  };
}

export const viewOf = ({ role, holder, keyId, spkiDer }: PublicIdentity): IdentityView => ({
  role,
  holder,
  keyId,
  spki: spkiDer.toString('base64'),
});

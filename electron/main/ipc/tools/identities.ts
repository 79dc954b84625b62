// Calls about identities: a new one is made for a role, encrypted under a passphrase that is typed in its own window.
import { join } from 'node:path';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { IdentityRole, IdentityView } from '#shared/contract/tools/identities.ts';
import { refuse } from '#shared/faults/fault.ts';
import { isPersonName } from '#shared/formatting/person-name.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { wipe } from '#core/encoding/bytes.ts';
import {
  createIdentity,
  encodePublicIdentity,
  type PublicIdentity,
  readPublicIdentity,
} from '#core/transfer/identity.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { fact, field, press, type Question } from '#services/app/confirmation.ts';
import { readIdentity, writeInto } from '#services/app/chosen-files.ts';
import { refuseExisting } from '#platform/files.ts';

export function identityCalls(services: AppServices): ToolsHandlers['identities'] {
  const { files, askPassphrase, confirm } = services;
  return {
    async create({ role, folder: token }) {
      const folder = files.path(token, 'folder');
      const names = { secret: `${role}.identity.json`, open: `${role}.public.json` };
      // Nobody chooses a passphrase for a file that cannot be written.
      await refuseExisting(join(folder, names.secret), join(folder, names.open));
      const holder = await confirm(askHolder(services.practiceOnly, role));
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
    show: async ({ identity }) => viewOf(await readIdentity(services, identity)),
  };
}

/** Who holds the new identity: it is signed for by name. */
const askHolder = (practice: boolean, role: IdentityRole): Question<string> => ({
  practice,
  draw({ screens: { identity: t } }) {
    return {
      title: t.title,
      lead: [t.lead],
      facts: [fact(t.role, t.roles[role].title)],
      fields: [field('holder', t.holder, { detail: t.holderDetail })],
      acts: [press(t.make)],
    };
  },
  take({ typed }) {
    const holder = typed['holder']?.trim() ?? '';
    return isPersonName(holder) ? holder : refuse({ code: 'PERSON_NAME_UNCLEAR', person: visibleText(holder, 80) });
  },
  again: ['PERSON_NAME_UNCLEAR'],
});

export const viewOf = ({ role, holder, keyId, spkiDer }: PublicIdentity): IdentityView => ({
  role,
  holder,
  keyId,
  spki: spkiDer.toString('base64'),
});

// A new identity of a machine: who holds it, and its passphrase, on one sheet.
import type { IdentityRole } from '#shared/contract/tools/identities.ts';
import { refuse } from '#shared/faults/fault.ts';
import { isPersonName } from '#shared/formatting/person-name.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { createIdentity } from '#core/transfer/identity.ts';
import { fact, field, type Question } from '../confirmation.ts';
import { secretSheet } from './secret.ts';

/**
 * Who holds the new identity, which is signed for by name, and its passphrase.
 * @param place where it will be
 * @returns its file
 */
export const askIdentity = (practice: boolean, role: IdentityRole, place: string): Question<Buffer> => ({
  practice,
  draw(texts) {
    const { identity: t, passphrase } = texts.screens;
    const { fields, acts } = secretSheet({ use: 'new-identity' }, texts);
    return {
      title: t.title,
      lead: [t.lead, passphrase.alone],
      facts: [fact(t.role, t.roles[role].title), fact(t.region, place)],
      fields: [field('holder', t.holder, { detail: t.holderDetail }), ...fields],
      acts,
    };
  },
  take({ typed, secret }) {
    try {
      const holder = typed['holder']?.trim() ?? '';
      if (!isPersonName(holder)) refuse({ code: 'PERSON_NAME_UNCLEAR', person: visibleText(holder, 80) });
      return createIdentity(role, holder, secret);
    } finally {
      wipe(secret);
    }
  },
  again: ['PERSON_NAME_UNCLEAR', 'IDENTITY_PASSPHRASE_SHORT'],
});

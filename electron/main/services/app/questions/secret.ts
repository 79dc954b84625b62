// A secret that one person types: its bytes come from the confirmation view, and go to the process that needs them.
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { PassphraseRequest } from '../app-services.ts';
import { type AskedField, type Confirm, field, press, type Question, withoutMarks } from '../confirmation.ts';

/** What is typed, where it is no passphrase. */
const others = {
  'sas-token': { title: 'sasToken', label: 'sasTokenLabel' },
  'client-secret': { title: 'clientSecret', label: 'clientSecret' },
} as const;
const otherOf = (use: PassphraseRequest['use']) =>
  use === 'sas-token' || use === 'client-secret' ? others[use] : undefined;

/** A field that shows nothing of what is typed. @param isNew it is typed twice */
export const secretField = (label: string, isNew: boolean): AskedField =>
  field('secret', label, { form: { kind: 'secret', isNew } });

function ownerText({ who }: PassphraseRequest, { screens: { passphrase: t } }: Catalogue): string {
  if ('name' in who) return who.name;
  if ('turn' in who) return t.custodianOf(who.turn, who.of);
  return 'copy' in who ? t.withCopy(who.copy) : t.secretFor[who.action];
}

const askSecret = (request: PassphraseRequest, practice: boolean): Question<Buffer> => ({
  practice,
  draw(texts) {
    const { passphrase: t } = texts.screens;
    const { use, fileName } = request;
    const isNew = use === 'new-key' || use === 'new-identity';
    const other = otherOf(use);
    return {
      title: t[other?.title ?? (isNew ? 'choose' : 'yours')],
      lead: [withoutMarks(t.forFile(ownerText(request, texts), fileName))],
      facts: [],
      fields: [secretField(t[other?.label ?? 'label'], isNew)],
      acts: [press(t.actions[use])],
    };
  },
  take: ({ secret }) => secret,
  again: [],
});

/**
 * Asks for a secret, which whoever asked wipes.
 * @param isPractice asked whenever somebody is
 * @returns throws PASSPHRASE_CANCELLED where the person turns back or is turned away
 */
export const secretsAsked =
  (confirm: Confirm, isPractice: () => boolean) =>
  async (request: PassphraseRequest): Promise<Buffer> => {
    try {
      return await confirm(askSecret(request, isPractice()));
    } catch (error) {
      if (isFaultOf(error, 'CONFIRMATION_NOT_GIVEN')) refuse({ code: 'PASSPHRASE_CANCELLED' }, error);
      throw error;
    }
  };

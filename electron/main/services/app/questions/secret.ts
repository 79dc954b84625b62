// A secret that one person types: its bytes come from the confirmation view, and go to the process that needs them.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import { type Fault, isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { PassphraseRequest } from '../app-services.ts';
import { type Asked, type Confirm, fact, field, hold, press, type Question, withoutMarks } from '../confirmation.ts';

/** What is typed, where it is no passphrase. */
const others = {
  'sas-token': { title: 'sasToken', label: 'sasTokenLabel' },
  'client-secret': { title: 'clientSecret', label: 'clientSecret' },
  pin: { title: 'pin', label: 'pinLabel' },
} as const;
const otherOf = (use: PassphraseRequest['use']) =>
  use === 'sas-token' || use === 'client-secret' || use === 'pin' ? others[use] : undefined;

function ownerText({ who }: PassphraseRequest, { screens: { passphrase: t } }: Catalogue): string {
  if ('name' in who) return who.name;
  if ('turn' in who) return t.custodianOf(who.turn, who.of);
  return 'copy' in who ? t.withCopy(who.copy) : t.secretFor[who.action];
}

/** The sheet of a secret, but for the words that say whose it is. */
export function secretSheet(
  { use, stick, bits, isOnlyKey, problem }: Omit<PassphraseRequest, 'who' | 'fileName'>,
  texts: Catalogue,
): Omit<Asked, 'lead'> {
  const { passphrase: t, custodians, keys } = texts.screens;
  const back = isOnlyKey ? custodians.key.back : custodians.help.otherKey;
  const isNew = use === 'new-key' || use === 'new-identity';
  const other = otherOf(use);
  return {
    title: t[other?.title ?? (isNew ? 'choose' : 'yours')],
    // On the drawing there is no room for a long name.
    facts: bits === undefined ? [] : [fact(t.stick, `${stick}, ${bits === 3072 ? keys.rsa3072 : keys.rsa4096}`)],
    fields: [field('secret', t[other?.label ?? 'label'], { form: { kind: 'secret', isNew } })],
    // A wrong PIN would lock the token then: it is no press that is made by habit.
    acts: [problem?.code === 'TOKEN_LAST_TRY' ? hold(t.lastTry) : press(t.actions[use])],
    ...(stick !== undefined && { picture: { name: 'key', stick }, ...(isNew ? { back } : turnHelp(texts, back)) }),
  };
}

/** The sheet of a secret, with whose it is and which try. */
export const passphraseAsked =
  (request: PassphraseRequest) =>
  (texts: Catalogue): Asked => {
    const { passphrase: t } = texts.screens;
    const { fileName, signs, tries = 1 } = request;
    const { lead = [], ...signed } = signs?.draw(texts) ?? {};
    const whose = withoutMarks(t.forFile(ownerText(request, texts), fileName));
    return {
      ...secretSheet(request, texts),
      lead: [...lead, whose, ...(tries === 1 ? [] : [t.tries(tries)])],
      ...signed,
    };
  };

type Until = NonNullable<Question<Buffer>['until']>;

const askSecret = (request: PassphraseRequest, practice: boolean, until: Until | undefined): Question<Buffer> => ({
  practice: request.signs?.practice ?? practice,
  problem: request.problem,
  ...(until && { until }),
  draw: passphraseAsked(request),
  take: ({ secret }) => secret,
  again: [],
});

/** What a custodian may need. @param back what turning back does */
export const turnHelp = (
  { screens: { custodians } }: Catalogue,
  back: string,
  acts: NonNullable<ConfirmationSheet['help']>['acts'] = [],
) => ({ back, help: { label: custodians.help.label, lines: [...custodians.help.lines], acts } });

/**
 * Asks for a secret, which whoever asked wipes.
 * @param isPractice asked whenever somebody is
 * @param until ends what is asked where it rejects: the stick was pulled
 * @returns throws PASSPHRASE_CANCELLED where the person turns back or is turned away
 */
export const secretsAsked =
  (confirm: Confirm, isPractice: () => boolean, until?: Until) =>
  async (request: PassphraseRequest): Promise<Buffer> => {
    try {
      return await confirm(askSecret(request, isPractice(), until));
    } catch (error) {
      if (isFaultOf(error, 'CONFIRMATION_NOT_GIVEN')) refuse({ code: 'PASSPHRASE_CANCELLED' }, error);
      throw error;
    }
  };

/** Which try of a passphrase it is, and why it is not the first. */
export type Again = Required<Pick<PassphraseRequest, 'tries' | 'problem'>>;

/** Whether a passphrase or PIN is typed again in place, also where a token has said that it has one try left. */
export const isTypedAgain = (fault: Fault): boolean =>
  fault.code === 'PASSPHRASE_WRONG' ||
  fault.code === 'IDENTITY_NOT_OPENED' ||
  fault.code === 'TOKEN_LAST_TRY' ||
  (fault.code === 'TOKEN_PIN_WRONG' && fault.left !== 'none');

/** The same secret once more. Before a last try, nothing was tried. */
export const typedAgain = ({ tries }: Pick<Again, 'tries'>, problem: Fault): Again => ({
  tries: problem.code === 'TOKEN_LAST_TRY' ? tries : tries + 1,
  problem,
});

/** Does what needs a passphrase or PIN until it is the right one, or people turn back: a wrong one is typed again in place. */
export async function untilRight<T>(attempt: (again: Again) => Promise<T>): Promise<T> {
  for (let again: Again = { tries: 1, problem: undefined }; ;) {
    try {
      return await attempt(again);
    } catch (error) {
      if (!(error instanceof Refusal && isTypedAgain(error.fault))) throw error;
      again = typedAgain(again, error.fault);
    }
  }
}

// What is written on sticks and bags, as people read it off them: no page gives a key its name, or a copy its seal.
import type { CustodianCopy } from '#shared/faults/activation.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { copiesOfKey } from '#shared/journal/state.ts';
import { field, press, type Question } from '../../app/confirmation.ts';
import { secretSheet } from '../../app/questions/secret.ts';
import type { Ceremony } from '../ceremony/ceremony.ts';
import type { NewKeyRequest } from '../make-key.ts';

const keyLabel = /^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$/;

interface NewKeyAsked {
  readonly practice: boolean;
  readonly bits: NewKeyRequest['bits'];
  /** Name of the stick that it goes to. */
  readonly stick: string;
  /** Takes the label; what it refuses of it is typed again. */
  readonly name: (label: string) => Promise<void>;
  readonly until: NonNullable<Question<Buffer>['until']>;
}

/** The label of a new key, and its passphrase, which whoever asked wipes. */
export const askNewKey = ({ practice, bits, stick, name, until }: NewKeyAsked): Question<Buffer> => ({
  practice,
  draw(texts) {
    const { keys: t } = texts.screens;
    const asked = secretSheet({ use: 'new-key', bits, stick, isOnlyKey: true }, texts);
    return { ...asked, lead: [t.alone], fields: [field('label', t.label, { detail: t.labelForm }), ...asked.fields] };
  },
  async take({ typed, secret }) {
    const label = (typed['label'] ?? '').trim();
    if (!keyLabel.test(label)) {
      refuse({ code: 'FILE_NAME_UNPORTABLE', name: visibleText(label, 40), problem: 'character' });
    }
    await name(label);
    return secret;
  },
  again: ['FILE_NAME_UNPORTABLE', 'FILE_EXISTS', 'KEY_PAIR_INCOMPLETE'],
  until,
});

/** Where a copy lies, as people wrote it down; empty where they did not. */
export interface SealedCopy extends CustodianCopy {
  readonly serial: string;
  readonly bag: string;
}

/**
 * The sticks and bags of all copies, for the register of custody.
 * @param build what is made of them; it refuses what no register takes
 */
export function askSeals(
  { plan, practice, state }: Pick<Ceremony, 'plan' | 'practice' | 'state'>,
  build: (sealed: readonly SealedCopy[]) => Buffer,
): Question<Buffer> {
  const copies = plan.custodians.flatMap(({ id: custodian }) =>
    copiesOfKey(state, custodian).map((copy) => ({ custodian, copy })),
  );
  // A token says its serial number by itself.
  const isOnToken = (custodian: string): boolean => state.tokens[custodian] !== undefined;
  const nameOf = (what: 'serial' | 'bag', { custodian, copy }: (typeof copies)[number]): string =>
    `${what}-${custodian}-${copy}`;
  return {
    practice,
    draw({ screens: { activation } }) {
      const t = activation.register;
      return {
        title: t.table,
        lead: [t.blank],
        facts: [],
        fields: copies.flatMap((each) =>
          isOnToken(each.custodian)
            ? [field(nameOf('bag', each), t.bagOfToken(each.custodian), { isOptional: true })]
            : (['serial', 'bag'] as const).map((what) =>
                field(nameOf(what, each), t[what](each.custodian, each.copy), { isOptional: true }),
              ),
        ),
        acts: [press(t.write)],
      };
    },
    take: ({ typed }) =>
      build(
        copies.map((each) => ({
          ...each,
          serial: typed[nameOf('serial', each)] ?? '',
          bag: typed[nameOf('bag', each)] ?? '',
        })),
      ),
    again: ['REGISTER_INVALID'],
  };
}

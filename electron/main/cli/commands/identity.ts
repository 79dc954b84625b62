// `lifeboat identity`: the signing identity of this machine, and pairing it with the other one.
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { wipe } from '#core/encoding/bytes.ts';
import {
  createIdentity,
  encodePublicIdentity,
  type PublicIdentity,
  readPublicIdentity,
} from '#core/transfer/identity.ts';
import { pairingCode, verifyPairing } from '#core/transfer/pairing.ts';
import { type SignerRole, signerRoles } from '#core/transfer/roles.ts';
import { writeNewFile } from '#platform/files.ts';
import { askPassphrase, loadPublicIdentity, withJournal } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { Guide } from '../guide.ts';
import type { CommandResult } from '../output.ts';
import { printedNumber } from '../printed-values.ts';
import { row, fingerprintLines } from '../row.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { notePairing } from '#services/journal/common-events.ts';

interface CreateOptions {
  readonly role: SignerRole;
  readonly holder: string;
  readonly out: string;
  readonly passwordFile?: string;
}

interface PairOptions {
  readonly ceremony: string;
  readonly offline: string;
  readonly online: string;
  readonly typed?: string;
  readonly journal?: string;
  readonly challenge?: string;
}

export function registerIdentity(program: Command, context: CommandContext): void {
  const group = program.command('identity').description('The signing identity of a machine.');
  answers(
    group
      .command('create')
      .description('Make an identity: ROLE.identity.json (encrypted) and ROLE.public.json, which may travel.')
      .addOption(new Option('--role <role>', 'what the machine is').choices(signerRoles).makeOptionMandatory())
      .requiredOption('--holder <name>', 'the person who holds it')
      .requiredOption('--out <folder>', 'where the two files are written; never over existing ones')
      .option('--password-file <file>', 'the passphrase; without it, the terminal asks'),
    context,
    (options: CreateOptions) => create(options, context),
  );
  answers(
    group.command('show <file>').description('Show the public half of an identity.'),
    context,
    async (file: string) => shown(await loadPublicIdentity(file)),
  );
  answers(
    group
      .command('pair')
      .description('Show the code over both machines, or compare it with what was typed from the other screen.')
      .requiredOption('--ceremony <id>', 'typed from paper')
      .requiredOption('--offline <file>', 'public identity of the offline machine')
      .requiredOption('--online <file>', 'public identity of the online machine')
      .option('--typed <words>', 'the 32 words, or the hex, that the other screen shows')
      .option('--journal <file>', 'note the pairing in this journal')
      .option('--challenge <number>', 'note the number that the other machine gave out', printedNumber),
    context,
    (options: PairOptions) => pair(options, context),
  );
}

async function create(options: CreateOptions, context: CommandContext): Promise<CommandResult> {
  const passphrase = await askPassphrase(options.role, options.passwordFile, context, true);
  try {
    const file = createIdentity(options.role, options.holder, passphrase);
    const identity = readPublicIdentity(file);
    const files = {
      identity: join(options.out, `${options.role}.identity.json`),
      public: join(options.out, `${options.role}.public.json`),
    };
    await writeNewFile(files.identity, file);
    await writeNewFile(files.public, encodePublicIdentity(identity));
    const { result, text } = shown(identity);
    return {
      result: { ...files, ...result },
      text: (catalogue) => [...text(catalogue), catalogue.commands.identity.lostPassphrase],
      next: [{ step: 'new-plan' }],
    };
  } finally {
    wipe(passphrase);
  }
}

function shown({ role, holder, keyId, spkiDer }: PublicIdentity) {
  const spki = spkiDer.toString('base64');
  return {
    result: { role, holder, keyId, spki },
    text: ({ commands: { identity: texts } }: Catalogue) => [
      row(texts.identity, texts.heldBy(role, holder)),
      ...fingerprintLines(texts.key, keyId),
      row(texts.forThePlan, spki),
    ],
  };
}

async function pair(options: PairOptions, context: CommandContext): Promise<CommandResult> {
  const { ceremony, offline, online, journal } = options;
  const inside = await loadPublicIdentity(offline);
  const outside = await loadPublicIdentity(online);
  const code = pairingCode(ceremony, inside, outside);
  const isAsked = options.typed === undefined && journal !== undefined && context.terminal;
  const { typed, challenge } = isAsked ? await askedPairing(code, options, context) : options;
  if (typed === undefined) {
    return {
      result: { code, compared: false },
      text: ({ commands: { identity } }) => fingerprintLines(identity.pairingCode, code),
    };
  }
  verifyPairing(code, typed);
  if (journal !== undefined)
    await withJournal(journal, (open) => notePairing(open, [inside, outside], challenge ?? null));
  return { result: { code, compared: true }, text: ({ commands: { identity } }) => [identity.paired] };
}

/** Shows the code for the other machine, and asks for what that one shows, until it fits. @throws ENTRY_CANCELLED */
async function askedPairing(code: string, { challenge }: PairOptions, context: CommandContext) {
  const { identity, next } = (await loadCatalogue(context.language)).commands;
  const guide = new Guide(context);
  guide.say(...fingerprintLines(identity.pairingCode, code));
  const typed = await guide.ask(`${next.placeholders['the-words-that-the-other-machine-shows']}: `, (words) => {
    verifyPairing(code, words);
    return words;
  });
  const number = `${next.placeholders['the-number-that-the-other-machine-gave-out']}: `;
  return { typed, challenge: challenge ?? (await guide.ask(number, printedNumber)) };
}

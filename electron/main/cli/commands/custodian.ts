// `lifeboat custodian create`: a custodian's key, encrypted, and its certificate, as NAME.key and NAME.cer.
import { type Command, Option } from 'commander';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { makeKey } from '#services/offline/make-key.ts';
import { refuseKeyPair, writeKeyPair } from '#services/identity/key-pair.ts';
import { passphraseSource } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import type { CommandResult } from '../output.ts';
import { row } from '../row.ts';
import { refuseUsage } from '../usage.ts';

interface CreateOptions {
  readonly name: string;
  readonly out: string;
  readonly bits: string;
  readonly passwordFile?: string;
}

export function registerCustodian(program: Command, context: CommandContext): void {
  const group = program.command('custodian').description('Custodian keys.');
  answers(
    group
      .command('create')
      .description('Make a key and its certificate: NAME.key (encrypted PKCS#8) and NAME.cer.')
      .requiredOption('--name <name>', 'letters, digits, dot, hyphen and underscore')
      .requiredOption('--out <folder>', 'where the two files are written; never over existing ones')
      .addOption(new Option('--bits <bits>', 'size of the RSA key').choices(['3072', '4096']).default('4096'))
      .option('--password-file <file>', 'the passphrase; without it, the terminal asks'),
    context,
    (options: CreateOptions) => create(options, context),
  );
}

async function create(
  { name, out, bits, passwordFile }: CreateOptions,
  context: CommandContext,
): Promise<CommandResult> {
  // The name becomes a file name on a stick that other systems read.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
    refuseUsage('name-form', '--name');
  }
  const passphrase = await passphraseSource(name, passwordFile, context, true);
  await refuseKeyPair(out, name);
  const pair = await makeKey(context.host, {
    name,
    bits: bits === '3072' ? 3072 : 4096,
    passphrase,
    now: Date.now(),
  });
  const written = await writeKeyPair(out, name, pair);
  const files = { key: written.key.path, certificate: written.certificate.path };
  const digest = sha256(pair.certificateDer);
  return {
    result: {
      ...files,
      thumbprintS256: encodeBase64url(digest),
      certificateSha256: digest.toString('hex'),
      bits: Number(bits),
    },
    text: ({ commands: { custodian: texts } }) => [
      row(texts.key, texts.keyFile(visibleText(files.key), bits)),
      row(texts.certificate, visibleText(files.certificate)),
      row('  SHA-256', digest.toString('hex')),
      texts.worth,
    ],
  };
}

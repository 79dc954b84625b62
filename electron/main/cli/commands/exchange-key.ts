// `lifeboat exchange-key inspect`: every check of an exchange key, its value and its outcome.
import type { Command } from 'commander';
import type { ExchangeKeyCheck, ExchangeKeyVerdict } from '#shared/exchange-key/verdict.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { parseExchangeKeyFile } from '#core/exchange-key/exchange-key-file.ts';
import { assessExchangeKey } from '#core/exchange-key/policy.ts';
import { refuseExisting, writeNewFile } from '#platform/files.ts';
import { readRevocationLists } from '#services/evidence/revocation-lists.ts';
import { answers, type CommandContext } from '../context.ts';
import { exchangeKeyFile, readInput, revocationListsText } from '../input-files.ts';
import type { CommandResult } from '../output.ts';
import { checkRow } from '../row.ts';
import type { Line } from '../terminal-layout.ts';
import { notOfPractice } from '../usage.ts';

interface InspectOptions {
  readonly hsmUri?: string;
  readonly practice?: boolean;
  readonly certificate?: string;
  readonly revocationLists?: readonly string[];
}

export function registerExchangeKey(program: Command, context: CommandContext): void {
  const group = program.command('exchange-key').description('The exchange key of a new HSM.');
  answers(
    group
      .command('inspect <file>')
      .description('Check an exchange key: form, attestation, name.')
      .option('--hsm-uri <uri>', 'address of the new HSM, typed from paper')
      .option('--practice', 'trust exchange keys of practice HSMs, and no others')
      .option('--revocation-lists <files...>', revocationListsText)
      .option('--certificate <file>', 'write the certificate alone as PEM, for another tool'),
    context,
    inspect,
  );
}

async function inspect(
  file: string,
  { hsmUri, practice = false, certificate, revocationLists: listFiles }: InspectOptions,
): Promise<CommandResult> {
  if (certificate !== undefined) await refuseExisting(certificate);
  const fileBytes = await readInput(file, exchangeKeyFile, (bytes) => bytes);
  const lists = await readRevocationLists(listFiles);
  const verdict = assessExchangeKey({
    fileBytes,
    mode: practice ? 'practice' : 'production',
    use: 'one-shot',
    claim: hsmUri === undefined ? { kind: 'inspected' } : { kind: 'attested', hsmUri: notOfPractice(hsmUri, practice) },
    custodianThumbprintsS256: [],
    ...(lists.length > 0 && {
      revocationLists: lists.map((list) => list.toString('base64')),
    }),
    wallClockMs: Date.now(),
  });
  // Another tool may look at a key that is refused here: that is what it is written for.
  if (certificate !== undefined) {
    const pem = encodePem('CERTIFICATE', parseExchangeKeyFile(fileBytes).certificateDer);
    await writeNewFile(certificate, Buffer.from(pem, 'latin1'));
  }
  return {
    result: verdict,
    text: (catalogue) => [
      ...(practice ? [catalogue.commands.exchangeKey.practice] : []),
      ...checkLines(verdict.checks, catalogue),
      ...catalogue.exchangeKey.limits,
      conclusion(verdict, catalogue.commands),
    ],
    refused: !verdict.accepted,
  };
}

/** The checks, their outcomes and their values. What an earlier failure kept from being checked is one line. */
export function checkLines(
  checks: readonly ExchangeKeyCheck[],
  { advice, exchangeKey: texts, commands }: Catalogue,
): readonly Line[] {
  const notChecked = checks.filter(({ outcome }) => outcome === 'not-judged').length;
  const row = ({ id, outcome, value, fault }: ExchangeKeyCheck): Line =>
    checkRow(
      outcome,
      texts.outcomes[outcome],
      texts.checks[id].title,
      fault === undefined ? value : adviceFor(advice, fault).happened,
    );
  return [
    ...checks.filter(({ outcome }) => outcome !== 'not-judged').map(row),
    ...(notChecked === 0
      ? []
      : [checkRow('not-judged', texts.outcomes['not-judged'], commands.exchangeKey.notChecked(notChecked), '')]),
  ];
}

function conclusion({ accepted, claim }: ExchangeKeyVerdict, { exchangeKey: texts }: CommandTexts): string {
  if (!accepted) return texts.notAccepted;
  return claim === 'inspected' ? texts.sound : texts.accepted;
}

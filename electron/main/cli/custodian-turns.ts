// The keys and passphrases of a command, as turns of custodians. In the place of a key file may stand a token, as a PKCS#11 URI; its PIN comes as
// a passphrase does.
import { basename } from 'node:path';
import { type Fault, isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { SecurityDomain } from '#core/security-domain/security-domain.ts';
import { isTokenUri, parseTokenUri } from '#core/custodian-key/token-uri.ts';
import type { TokenOfTurn } from '#services/offline/custodian-turn.ts';
import type { PassphraseSource } from '#platform/passphrase.ts';
import { findTokenModule } from '#platform/token-modules.ts';
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import type { CommandContext } from './context.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { about } from './input-files.ts';
import { faultLines, printLines, progressOf } from './output.ts';
import { needed } from './usage.ts';

export interface KeyOptions {
  readonly keys: readonly string[];
  readonly passwordFiles: readonly string[];
}

export interface KeyTurn {
  /** A path, or the URI of a token. */
  readonly keyFile: string;
  readonly token?: TokenOfTurn;
  readonly passphrase: PassphraseSource;
}

/** The questions for the passphrase of a file, and for the PIN of a token. */
type Prompt = Pick<CommandTexts['common'], 'passphrase' | 'pin'>;

/**
 * How the terminal is asked for passphrases, or undefined where there is none. Where the program can read no console, people hear it now: a key
 * that is not encrypted needs none.
 * @param passwordFiles what was given in its place
 */
export async function promptOf(
  { terminal, isWithoutConsole, language, streams }: CommandContext,
  passwordFiles: readonly string[],
): Promise<Prompt | undefined> {
  if (!terminal && isWithoutConsole !== true) return undefined;
  const { common } = (await loadCatalogue(language)).commands;
  if (isWithoutConsole === true && passwordFiles.length === 0) streams.error(`lifeboat: ${common.noConsole}\n`);
  return terminal ? common : undefined;
}

/** One passphrase file for each key, or none. @throws PASSWORD_FILES_COUNT */
export function assertPasswordFiles(keys: readonly string[] = [], passwordFiles: readonly string[]): void {
  if (passwordFiles.length > 0 && passwordFiles.length !== keys.length) {
    refuse({ code: 'PASSWORD_FILES_COUNT', keys: keys.length, files: passwordFiles.length });
  }
}

/**
 * Pairs keys with password files, in their order; without files, a terminal is asked.
 * @throws PASSWORD_FILES_COUNT; TOKEN_URI_INVALID, TOKEN_MODULE_…, PROGRAM_REFUSED
 */
export async function keyTurns({ keys, passwordFiles }: KeyOptions, prompt: Prompt | undefined): Promise<KeyTurn[]> {
  assertPasswordFiles(keys, passwordFiles);
  return Promise.all(keys.map((keyFile, i) => keyTurn(keyFile, passwordFiles[i], prompt)));
}

async function keyTurn(
  keyFile: string,
  passwordFile: string | undefined,
  prompt: Prompt | undefined,
): Promise<KeyTurn> {
  const passphrase = (question: string | undefined): PassphraseSource => {
    if (passwordFile !== undefined) return { from: 'file', path: passwordFile };
    return question === undefined ? { from: 'nowhere' } : { from: 'terminal', prompt: question };
  };
  if (!isTokenUri(keyFile))
    return { keyFile, passphrase: passphrase(prompt?.passphrase(visibleText(basename(keyFile)))) };
  const { token, module, softhsmConf } = parseTokenUri(keyFile);
  const name = visibleText(token.serial ?? token.label ?? module);
  return {
    keyFile,
    token: { token, module: await findTokenModule(module, softhsmConf), lastTry: false },
    passphrase: passphrase(prompt?.pin(name)),
  };
}

/** Faults that concern the custodian whose turn it is, and nobody else: the turn can be taken again, and the others' shares stay. */
const ofOneCustodian =
  /^(?:CUSTODIAN_|KEY_|TOKEN_|PASSPHRASE_WRONG$|PASSPHRASE_MISSING$|FILE_|MEDIUM_|PKCS|PEM_|DER_|SHARE_INDEX_|JWE_)/u;

/** A process of one key may end or hang, whatever is in the file: it holds no other share. */
const isOfOneCustodian = (fault: Fault): boolean =>
  ofOneCustodian.test(fault.code) ||
  ('process' in fault &&
    (fault.process === 'key worker' || fault.process === 'token worker' || fault.process === 'reader'));

export interface TurnsAsked {
  /** Key files that the command names; without any, each custodian is asked in turn. */
  readonly keys: readonly string[] | undefined;
  readonly passwordFiles: readonly string[];
  /** How many custodians must come. */
  readonly required: number;
}

/**
 * Lets custodians come one at a time. A passphrase that was mistyped at the terminal is asked for again; no other is.
 * @param give lets one custodian give a share
 * @throws PASSWORD_FILES_COUNT, QUORUM_SHORT, USAGE without keys and without a terminal; what `give` throws and nobody can mend here
 */
export async function takeTurns(
  context: CommandContext,
  { keys, passwordFiles, required }: TurnsAsked,
  give: (turn: KeyTurn) => Promise<unknown>,
): Promise<readonly string[]> {
  const prompt = await promptOf(context, passwordFiles);
  if (keys === undefined) return askEach(context, needed(prompt, '--sd-wrapping-keys'), required, give);
  const turns = await keyTurns({ keys, passwordFiles }, prompt);
  if (turns.length < required) refuse({ code: 'QUORUM_SHORT', have: turns.length, required });
  const say = await progressOf(context);
  const given: string[] = [];
  for (const [i, turn] of turns.entries()) {
    say(({ common }) => common.custodianTurn(i + 1, turns.length, visibleText(turn.keyFile)));
    try {
      await about(turn.keyFile, () => untilTyped(context, turn, give));
      given.push(turn.keyFile);
    } catch (error) {
      // Nothing is lost yet, or nobody can be asked.
      if (i === 0 || prompt === undefined) throw error;
      await logAndContinue(context, error, i);
      given.push(await askedKey(context, prompt, [i, turns.length], give));
    }
  }
  return given;
}

/** One key at its turn: asked again at the terminal for as long as its passphrase is mistyped. @throws what `give` throws */
export async function takeTurn<T>(
  context: CommandContext,
  keyFile: string,
  passwordFile: string | undefined,
  give: (turn: KeyTurn) => Promise<T>,
): Promise<T> {
  const prompt = await promptOf(context, passwordFile === undefined ? [] : [passwordFile]);
  const turn = await keyTurn(keyFile, passwordFile, prompt);
  return about(keyFile, () => untilTyped(context, turn, give));
}

/** Asks for the file of each custodian, then for the passphrase; a stick can be pulled before the next one comes. */
async function askEach(
  context: CommandContext,
  prompt: Prompt,
  required: number,
  give: (turn: KeyTurn) => Promise<unknown>,
): Promise<readonly string[]> {
  const given: string[] = [];
  while (given.length < required) {
    given.push(await askedKey(context, prompt, [given.length, required], give));
  }
  return given;
}

/** Asks for one key until it has opened a share: whatever is typed, the shares of those before stay. */
async function askedKey(
  context: CommandContext,
  prompt: Prompt,
  [have, required]: readonly [number, number],
  give: (turn: KeyTurn) => Promise<unknown>,
): Promise<string> {
  const { common } = (await loadCatalogue(context.language)).commands;
  for (;;) {
    const keyFile = await context.askLine(common.keyFileOf(have + 1, required));
    if (keyFile === '') continue;
    try {
      await about(keyFile, async () => giveOnce(context, await keyTurn(keyFile, undefined, prompt), give));
      printLines(context.streams.error, [common.shareAccepted(have + 1, required)]);
      return keyFile;
    } catch (error) {
      await logAndContinue(context, error, have);
    }
  }
}

/**
 * One try of a passphrase or PIN. Where a token has one try left, people at the terminal decide whether it is used.
 * @throws what `give` throws; TOKEN_LAST_TRY where nobody has decided so
 */
export async function giveOnce<T>(
  context: CommandContext,
  turn: KeyTurn,
  give: (turn: KeyTurn) => Promise<T>,
): Promise<T> {
  try {
    return await give(turn);
  } catch (error) {
    const mayAsk = turn.token !== undefined && turn.passphrase.from === 'terminal';
    if (!mayAsk || !(error instanceof Refusal) || error.fault.code !== 'TOKEN_LAST_TRY') throw error;
    const { common } = (await loadCatalogue(context.language)).commands;
    printLines(context.streams.error, await faultLines(context.language, error.fault, error.about));
    if ((await context.askLine(common.lastTry(common.lastTryWord))) !== common.lastTryWord) throw error;
    return give({ ...turn, token: { ...turn.token, lastTry: true } });
  }
}

/** A mistyped passphrase or PIN is typed again, which is another try; giving up ends the command. */
async function untilTyped<T>(context: CommandContext, turn: KeyTurn, give: (turn: KeyTurn) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await giveOnce(context, turn, give);
    } catch (error) {
      const isWrong = isFaultOf(error, 'PASSPHRASE_WRONG') || isFaultOf(error, 'TOKEN_PIN_WRONG');
      const isMistyped = turn.passphrase.from === 'terminal' && isWrong;
      if (!isMistyped) throw error;
      await logAndContinue(context, error);
    }
  }
}

/**
 * Says what was wrong with one custodian's turn.
 * @param have how many shares are held: with none, whoever closes the question for a passphrase gives up
 * @throws what is no fault of one custodian's
 */
async function logAndContinue({ streams, language }: CommandContext, error: unknown, have = 0): Promise<void> {
  if (!(error instanceof Refusal)) throw error;
  const isClosed = error.fault.code === 'PASSPHRASE_CANCELLED' && have > 0;
  if (!isClosed && !isOfOneCustodian(error.fault)) throw error;
  printLines(streams.error, await faultLines(language, error.fault, error.about));
}

/**
 * Asked before any passphrase is: fewer keys than the quorum are never enough.
 * @throws QUORUM_SHORT
 */
export function needQuorum({ required }: SecurityDomain, have: number): void {
  if (have < required) refuse({ code: 'QUORUM_SHORT', have, required });
}

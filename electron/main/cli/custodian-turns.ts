// The keys and passphrases of a command, as turns of custodians.
import { basename } from 'node:path';
import { Refusal, refuse } from '../../../shared/faults/fault.ts';
import { visibleText } from '../../../shared/formatting/visible-text.ts';
import type { SecurityDomain } from '../core/security-domain/security-domain.ts';
import type { PassphraseSource } from '../custody/messages.ts';

import type { CommandContext } from './context.ts';
import { loadCatalogue } from '../../../shared/messages/load-catalogue.ts';

export interface KeyOptions {
  readonly keys: readonly string[];
  readonly passwordFiles: readonly string[];
}

export interface KeyTurn {
  readonly keyFile: string;
  readonly passphrase: PassphraseSource;
}

/** The question for the passphrase of a file. */
type Prompt = (name: string) => string;

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
  const { passphrase, noConsole } = (await loadCatalogue(language)).commands.common;
  if (isWithoutConsole === true && passwordFiles.length === 0) streams.error(`lifeboat: ${noConsole}\n`);
  return terminal ? passphrase : undefined;
}

/**
 * Pairs keys with password files, in their order; without files, a terminal is asked.
 * @throws PASSWORD_FILES_COUNT
 */
export function keyTurns({ keys, passwordFiles }: KeyOptions, prompt: Prompt | undefined): KeyTurn[] {
  if (passwordFiles.length > 0 && passwordFiles.length !== keys.length) {
    refuse({ code: 'PASSWORD_FILES_COUNT', keys: keys.length, files: passwordFiles.length });
  }
  return keys.map((keyFile, i) => ({ keyFile, passphrase: passphraseFor(keyFile, passwordFiles[i], prompt) }));
}

function passphraseFor(
  keyFile: string,
  passwordFile: string | undefined,
  prompt: Prompt | undefined,
): PassphraseSource {
  if (passwordFile !== undefined) return { from: 'file', path: passwordFile };
  if (prompt === undefined) return { from: 'nowhere' };
  return { from: 'terminal', prompt: prompt(visibleText(basename(keyFile))) };
}

/**
 * Asked before any passphrase is: fewer keys than the quorum are never enough.
 * @throws QUORUM_SHORT
 */
export function needQuorum({ required }: SecurityDomain, have: number): void {
  if (have < required) refuse({ code: 'QUORUM_SHORT', have, required });
}

/** Does something about one file of several, so that a refusal says which it was. */
export async function about<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) error.about = visibleText(file);
    throw error;
  }
}

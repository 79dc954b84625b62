// Says why the program ends, where no page of ours can: in a box of the system and on standard error.
import { writeSync } from 'node:fs';
import { app, dialog } from 'electron';
import { type Fault, Refusal, whyOf } from '#shared/faults/fault.ts';
import { faultKind } from '#shared/faults/kinds.ts';
import { spokenLanguage } from '#shared/messages/languages.ts';
import { exitCodes, faultLines } from '#cli/output.ts';
import { plainText } from '#cli/terminal-layout.ts';

const standardError = 2;

/**
 * Says what happened and ends the program at once, with an exit code that is not 0. The box waits until somebody has closed it.
 * @param title of the program
 * @param error a refusal; anything else is a defect of ours and becomes START_FAILED
 */
export async function logAndExit(title: string, error: unknown): Promise<void> {
  const isRefusal = error instanceof Refusal;
  const fault: Fault = isRefusal ? error.fault : { code: 'START_FAILED', why: whyOf(error) };
  // The settings are not read for the language: they may be what is wrong. Where the sentences cannot be had, the code must do.
  const lines = await faultLines(spokenLanguage(app.getPreferredSystemLanguages()), fault).catch(() => [fault.code]);
  const text = lines.map(plainText).join('\n');
  writeIfHeard(isRefusal || !(error instanceof Error) ? text : `${text}\n${error.stack ?? ''}`);
  dialog.showErrorBox(title, text);
  app.exit(isRefusal ? exitCodes[faultKind(fault)] : exitCodes.defect);
}

/** A program with windows may have no standard error. */
function writeIfHeard(text: string): void {
  try {
    writeSync(standardError, `${text}\n`);
  } catch {
    // The box says it.
  }
}

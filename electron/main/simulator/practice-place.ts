// A practice cloud for an app: served by it, or joined where another program on this machine serves the same folder already.
import { basename, join } from 'node:path';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { portFileName, startPracticeCloud } from './practice-cloud.ts';
import { caFileName } from './practice-pki.ts';
import { readIfThere } from './state-files.ts';

export interface PracticePlaceOpen {
  /** `joined`: another program on this machine serves it. */
  readonly phase: 'serving' | 'joined';
  /** The folder of its state, by its own name. */
  readonly folder: string;
  readonly port: number;
  readonly caCertificatePem: string;
  /** Stops serving; what was joined goes on. */
  readonly close: () => Promise<void>;
}

/** @throws PRACTICE_STATE_DAMAGED; PRACTICE_STATE_IN_USE if who serves it does not say where */
export async function openPracticePlace(directory: string): Promise<PracticePlaceOpen> {
  const folder = visibleText(basename(directory), 80);
  try {
    const cloud = await startPracticeCloud({ directory });
    const { port, caCertificatePem } = cloud;
    return { phase: 'serving', folder, port, caCertificatePem, close: () => cloud.close() };
  } catch (error) {
    if (!(error instanceof Refusal) || error.fault.code !== 'PRACTICE_STATE_IN_USE') throw error;
    const [port, ca] = await Promise.all([portFileName, caFileName].map((name) => readIfThere(join(directory, name))));
    const number = Number(port?.toString('utf8'));
    if (!ca || !Number.isInteger(number) || number < 1) return refuse(error.fault, error);
    return {
      phase: 'joined',
      folder,
      port: number,
      caCertificatePem: ca.toString('utf8'),
      close: () => Promise.resolve(),
    };
  }
}

// What a driver does otherwise than POSIX has it, found by asking it: FUSE's drivers are not those that people's systems have.
import { mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whyOf } from '#shared/faults/fault.ts';

export interface Otherwise {
  readonly what: string;
  /** The findings that follow from it, and nothing else that our programs do. */
  readonly finding: RegExp;
}

interface Question extends Otherwise {
  /** What POSIX permits here; it throws what the driver says against it. */
  readonly ask: (folder: string) => void;
  readonly answer: string;
}

const questions: readonly Question[] = [
  {
    what: 'renaming does not replace a file, so damage at the end of a journal cannot be closed off on it',
    finding: /(?:: it cannot be resumed|damage is closed off, undisturbed: it fails): Refusal: FILE_EXISTS$/,
    ask: (folder) => {
      for (const name of ['old', 'new']) writeFileSync(join(folder, name), name);
      renameSync(join(folder, 'new'), join(folder, 'old'));
    },
    answer: 'EEXIST',
  },
  {
    what: 'a folder that is not empty is said to be forbidden, so Node does not look for what must be removed first',
    finding: /: (evidence\.part-[0-9a-f]{12})(?:, \1\/[^,]+)* is left behind$/,
    ask: (folder) => {
      mkdirSync(join(folder, 'full', 'inside'), { recursive: true });
      rmdirSync(join(folder, 'full'));
    },
    answer: 'EACCES',
  },
];

/** Which findings do not follow from what a driver does otherwise. */
export const notByDriver = (findings: readonly string[], otherwise: readonly Otherwise[]): string[] =>
  findings.filter((each) => !otherwise.some(({ finding }) => finding.test(each)));

/** Asks the driver of a folder; a system's own gives none of these answers. */
export function driverOtherwise(parent: string): readonly Otherwise[] {
  return questions.filter(({ ask, answer }, i) => {
    const folder = join(parent, `question-${i}`);
    mkdirSync(folder);
    try {
      ask(folder);
      return false;
    } catch (error) {
      return whyOf(error) === answer;
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

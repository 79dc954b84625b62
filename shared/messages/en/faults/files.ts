// English sentences for what can be wrong with files and media.
import type { FilesFault } from '../../../faults/files.ts';
import type { AdviceBook } from '../../advice.ts';
import { number } from '../formats.ts';

const nothingWritten = 'Nothing was written, and no file was changed.';
const noRemains = 'No unfinished file was left behind, and no other file was touched.';

const unportable = {
  device: 'Windows takes it for a device.',
  character: 'it has one of the characters < > : " / \\ | ? *, or one that cannot be seen.',
  end: 'it ends in a dot or a space, and Windows drops both.',
  length: 'it has more than 255 characters, or more than 255 bytes.',
} as const;

export const filesAdvice: AdviceBook<FilesFault> = {
  FILE_NOT_FOUND: ({ name }) => ({
    happened: `There is no file “${name}”.`,
    safe: nothingWritten,
    todo: 'Check the name, and whether the right stick is inserted.',
  }),
  FILE_NOT_A_FILE: ({ name }) => ({
    happened: `“${name}” is a folder or a device, not a file.`,
    safe: nothingWritten,
    todo: 'Choose the file inside it.',
  }),
  FILE_ELSEWHERE: ({ name }) => ({
    happened: `“${name}” leads to another place: it is a link, or was exchanged for one since it was listed.`,
    safe: 'It was not read, and nothing was written.',
    todo: 'Set this stick aside, and find out who prepared it. Take the file from another stick.',
  }),
  FILE_CHANGED: ({ name }) => ({
    happened: `“${name}” is another file than the one that you were shown: it was exchanged in between.`,
    safe: 'Nothing was signed, and nothing was written.',
    todo: 'Find out who changed it. Then open the file again, and check what it says now before you go on.',
  }),
  FOLDER_NOT_FOUND: ({ name }) => ({
    happened: `There is no folder “${name}” to write into.`,
    safe: nothingWritten,
    todo: 'Make the folder, or check its name and whether the right stick is inserted.',
  }),
  FILE_NAME_UNPORTABLE: ({ name, problem }) => ({
    happened: `“${name}” is a name that not every system can keep: ${unportable[problem]}`,
    safe: nothingWritten,
    todo: 'Choose a name of letters, digits, hyphens and dots, such as file-2.json.',
  }),
  FILE_TOO_LARGE: ({ name, limit }) => ({
    happened: `“${name}” has more than ${number(limit)} bytes: it cannot be a file of this kind.`,
    safe: nothingWritten,
    todo: 'Choose the right file.',
  }),
  FILE_FORBIDDEN: ({ name }) => ({
    happened: `The system does not allow access to “${name}”.`,
    safe: nothingWritten,
    todo: 'Check the permissions of the file and its folder.',
  }),
  FILE_EXISTS: ({ name }) => ({
    happened: `A file “${name}” exists already. Files are never overwritten.`,
    safe: 'The existing file is unchanged.',
    todo: 'Choose another name, or move the existing file away yourself.',
  }),
  FILE_READ_BACK_DIFFERS: ({ name }) => ({
    happened: `“${name}” was written, but reading it back gave other bytes: the medium is faulty.`,
    safe: noRemains,
    todo: 'Set this stick aside, mark it, and use another one.',
  }),
  FILE_FAILED: ({ name, reason }) => ({
    happened: `The system could not work with “${name}” (${reason}).`,
    safe: noRemains,
    todo: 'Try again; if it happens twice, use another medium.',
  }),
  MEDIUM_LOST: ({ name }) => ({
    happened: `The medium with “${name}” was removed or stopped answering.`,
    safe: 'This program changed nothing that was on it.',
    todo: 'Insert the stick again, wait until it is shown, and repeat this step.',
  }),
  MEDIUM_FULL: ({ name }) => ({
    happened: `There is no room for “${name}”.`,
    safe: noRemains,
    todo: 'Use an empty medium.',
  }),
  MEDIUM_READ_ONLY: ({ name }) => ({
    happened: `“${name}” cannot be written: the medium is read-only.`,
    safe: nothingWritten,
    todo: 'Use a medium without write protection, and check that it is the OUT stick.',
  }),
  OUTPUT_LOST: ({ reason }) => ({
    happened: `What this command printed could not be written (${reason}): its answer is missing or cut off.`,
    safe: 'The command went on to its end. What it did stands, with its files and its journal.',
    todo: 'Make room where the output goes. See with “lifeboat status” what was done before you repeat anything.',
  }),
};

// Which kind of trouble a fault is: what a script or a person can do about it differs.
import { type Fault, type FaultCode } from './fault.ts';
import type { FilesFault } from './files.ts';
import type { UsageFault } from './usage.ts';

/** `refused`: a rule of the product said no. `media`: files and sticks. `service`: the HSM or the way to it. `usage`: the call. */
export type FaultKind = 'refused' | 'media' | 'service' | 'usage';

const media = {
  FILE_NOT_FOUND: true,
  FILE_NOT_A_FILE: true,
  FILE_ELSEWHERE: true,
  FILE_CHANGED: true,
  FOLDER_NOT_FOUND: true,
  FILE_NAME_UNPORTABLE: true,
  FILE_TOO_LARGE: true,
  FILE_FORBIDDEN: true,
  FILE_EXISTS: true,
  FILE_READ_BACK_DIFFERS: true,
  FILE_FAILED: true,
  MEDIUM_LOST: true,
  MEDIUM_FULL: true,
  MEDIUM_READ_ONLY: true,
  OUTPUT_LOST: true,
} satisfies Record<FilesFault['code'], true>;

const usage = { USAGE: true, PASSWORD_FILES_COUNT: true } satisfies Record<UsageFault['code'], true>;

const isIn = (codes: object, code: FaultCode): boolean => Object.hasOwn(codes, code);

export function faultKind({ code }: Fault): FaultKind {
  if (isIn(media, code)) return 'media';
  // So every fault of the service's area begins, and none of another; a test walks the union.
  if (/^(?:SERVICE|PRACTICE_(?:HSM|PORT|STATE))_/.test(code)) return 'service';
  return isIn(usage, code) ? 'usage' : 'refused';
}

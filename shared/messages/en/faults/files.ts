// English sentences for what can be wrong with files and media.
import type { FilesFault } from '../../../faults/files.ts';
import type { AdviceBook } from '../../advice.ts';

export const filesAdvice: AdviceBook<FilesFault> = {};

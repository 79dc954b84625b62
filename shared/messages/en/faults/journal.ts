// English sentences for what can be wrong with the journal and the evidence package.
import type { JournalFault } from '../../../faults/journal.ts';
import type { AdviceBook } from '../../advice.ts';

export const journalAdvice: AdviceBook<JournalFault> = {};

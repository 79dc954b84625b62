// English sentences for what can be wrong with the desktop shell: its windows, its calls, its air gap.
import type { ShellFault } from '../../../faults/shell.ts';
import type { AdviceBook } from '../../advice.ts';

export const shellAdvice: AdviceBook<ShellFault> = {};

// The options by which a command is given the approved plan, and the hash of it that is on paper.
import type { Command } from 'commander';
import { printedSha256 } from './printed-values.ts';

export interface PlanOptions {
  readonly plan: string;
  readonly planSha256: string;
}

export const withPlan = (command: Command): Command =>
  command
    .requiredOption('--plan <file>', 'the approved plan')
    .requiredOption('--plan-sha256 <hash>', 'its hash, typed from paper', printedSha256);

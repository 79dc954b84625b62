// The words for a row of readiness: what was found, and what to do about it.
import type { Fault } from '../faults/fault.ts';
import type { OwnFindingBook, ReadinessCheck } from '../readiness/readiness.ts';
import { type AdviceBook, adviceFor } from './advice.ts';
import { findingText as registerText } from './custody-texts.ts';
import type { RegisterTexts } from './en/custody.ts';
import type { ReadinessTexts } from './en/readiness.ts';
import { type FindingTexts, findingText } from './findings.ts';

interface Texts {
  readonly readiness: ReadinessTexts;
  readonly custody: RegisterTexts;
  readonly findings: FindingTexts;
  readonly advice: AdviceBook<Fault>;
}

/** What was found, in words; where the question was refused, what happened. */
export function readinessFindingText(texts: Texts, { found }: ReadinessCheck): string {
  if (found.kind === 'custody') return registerText(texts.custody, found.finding).what;
  const { found: book } = texts.readiness;
  if (!Object.hasOwn(book, found.kind)) return findingText(texts, found as Parameters<typeof findingText>[1]);
  // The mapped type pairs each kind with its own finding, which an index by a union cannot express.
  const entry = book[found.kind as keyof OwnFindingBook] as (finding: ReadinessCheck['found']) => string;
  return entry(found);
}

/** What to do about a row that is not "ok". */
export function readinessTodoText(texts: Texts, { id, outcome, found }: ReadinessCheck): string {
  const { readiness: own } = texts;
  if (found.kind === 'custody') return registerText(texts.custody, found.finding).todo;
  // The HSM has tried the way itself: what a step would be advised is not what helps here.
  if (found.kind === 'refused' && id === 'backup-path' && outcome === 'stop') return own.correctPath;
  if (found.kind === 'refused') return adviceFor(texts.advice, found.fault).todo;
  if (found.kind === 'not-given') return own.give[found.what];
  if (found.kind === 'not-asked') return own.sayPlace;
  if (found.kind === 'backup-ahead') return own.compareClocks;
  return found.kind === 'identity-not-named' ? own.nameIdentity : own.todo[id];
}

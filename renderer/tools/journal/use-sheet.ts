// An exception sheet while people fill it in, and the whole one once every field is there.
import { useState } from 'react';
import type { ExceptionSheet } from '#shared/journal/events.ts';

interface Draft {
  readonly check: string | null;
  readonly step: string;
  readonly expected: string;
  readonly happened: string;
  readonly options: string;
  readonly decision: string;
  readonly decidedBy: readonly string[];
  readonly affectsTrust: ExceptionSheet['affectsTrust'];
  readonly followUp: string | null;
  readonly initials: string;
}

export interface SheetDraft {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  /** Undefined until every field is filled as the journal wants it. */
  readonly whole: ExceptionSheet | undefined;
  readonly clear: () => void;
}

const emptyFor = (check: string | null): Draft => ({
  check,
  step: '',
  expected: '',
  happened: '',
  options: '',
  decision: '',
  decidedBy: [],
  affectsTrust: 'unknown',
  followUp: null,
  initials: '',
});

/**
 * @param check the failed check that is most likely left through it
 * @param isDamaged whether it closes off damage, which two people decide as well
 */
export function useSheet(check: string | null, isDamaged: boolean): SheetDraft {
  const [draft, setDraft] = useState(() => emptyFor(check));
  return {
    draft,
    change: (change) => setDraft({ ...draft, ...change }),
    whole: wholeOf(draft, draft.check === null && !isDamaged ? 1 : 2),
    clear: () => setDraft(emptyFor(null)),
  };
}

const stepPattern = /^[A-Z][A-Za-z0-9.-]{0,31}$/;
const initialsPattern = /^\p{Lu}{1,4}$/u;

function wholeOf(draft: Draft, deciders: number): ExceptionSheet | undefined {
  const [step, expected, happened] = [draft.step.trim(), draft.expected.trim(), draft.happened.trim()];
  const [options, decision] = [draft.options.trim(), draft.decision.trim()];
  const initials = draft.initials.split(/\s+/).filter((each) => each !== '');
  const isWhole =
    stepPattern.test(step) &&
    [expected, happened, options, decision].every((text) => text !== '') &&
    draft.decidedBy.length >= deciders &&
    new Set(initials).size >= 2 &&
    initials.every((each) => initialsPattern.test(each));
  if (!isWhole || draft.followUp === null) return undefined;
  const { affectsTrust, followUp, decidedBy } = draft;
  return { step, expected, happened, options, decision, decidedBy: [...decidedBy], affectsTrust, followUp, initials };
}

// What the manual says of each step, by its chapters: the sentences and pictures are the manual's own.
import type { PageId } from '#renderer/store/online-store.ts';
import type { StepId } from '#renderer/store/store.ts';
import type { ManualChapter, ManualTexts } from '#shared/messages/en/manual.ts';

/** The chapters, in their order in the manual. */
const chapters = ['custodian', 'operator'] as const;
type Chapter = (typeof chapters)[number];

/** Which lines of a chapter are about a step, counted from 0. */
interface Lines {
  readonly chapter: Chapter;
  /** Of what happens on the day. */
  readonly done: readonly number[];
  /** Of what can go wrong. */
  readonly wrong: readonly number[];
}

const custodian: Lines = { chapter: 'custodian', done: [1, 2, 3, 4], wrong: [0, 1, 2, 3] };
const words: Lines = { chapter: 'operator', done: [3], wrong: [2] };
/** A program that stops is what can happen anywhere. */
const anywhere: Lines = { chapter: 'operator', done: [], wrong: [2] };
const operator = (done: readonly number[], wrong: readonly number[]): Lines => ({
  ...{ chapter: 'operator', done, wrong: [...wrong, 2] },
});

const lines: Readonly<Partial<Record<StepId | PageId, Lines>>> = {
  custodians: custodian,
  'new-keys': custodian,
  proofs: custodian,
  'exchange-key': words,
  build: { chapter: 'custodian', done: [], wrong: [3] },
  account: operator([], [3]),
  preFlight: operator([0], []),
  create: operator([1], [0]),
  pairing: operator([1], []),
  'init-recovery': operator([1], [0]),
  observe: operator([2], []),
  countersign: operator([2], []),
  upload: operator([4], [0, 1]),
  backup: operator([5], [0]),
  restore: operator([5], [0]),
  verify: operator([6], []),
  'hand-over': operator([6], []),
};

interface Help {
  readonly done: ManualChapter['onTheDay'];
  readonly wrong: ManualChapter['whenWrong'];
}

/** @param step of either app; one without lines of its own has those of every step */
export function helpOf(step: string, manual: ManualTexts): Help {
  const { chapter, done, wrong } = lines[step as StepId | PageId] ?? anywhere;
  const texts = manual.chapters[chapters.indexOf(chapter)];
  const of = <T>(all: readonly T[] | undefined, wanted: readonly number[]): readonly T[] =>
    wanted.map((at) => all?.[at]).filter((line) => line !== undefined);
  return { done: of(texts?.onTheDay, done), wrong: of(texts?.whenWrong, wrong) };
}

// The one read-back: words typed in the rows of paper, A to D, at the places that main asks for. What was typed is checked against the list of
// words alone; whether they are the right ones only main knows.
import {
  canBegin,
  completeWord,
  fingerprintBytes,
  fingerprintWords,
  parsePrintedFingerprint,
  placeOf,
  splitWords,
} from '#shared/formatting/fingerprint.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Badge } from './Badge.tsx';
import { Field } from './Field.tsx';

const names = ['A', 'B', 'C', 'D'] as const;
const wordsInRow = 8;

/** All places of a fingerprint, counted from 1, where every word is typed. */
export const allPlaces: readonly number[] = Array.from({ length: fingerprintBytes }, (_, at) => at + 1);

/** What is typed before anything is: one text for each row. */
export const emptyRows: readonly string[] = names.map(() => '');

/** The first thing that is wrong in a row; whether the words are the right ones is not asked here. */
type Slip =
  | { readonly kind: 'unknown' | 'outOfStep'; readonly place: number; readonly word: string }
  | { readonly kind: 'tooMany'; readonly words: number };

interface ReadRow {
  /** The whole words, in the order of the places that are asked; undefined where none is yet. */
  readonly words: readonly (string | undefined)[];
  readonly slip: Slip | undefined;
}

const isEnded = (text: string): boolean => /[^\p{L}\p{N}]$/u.test(text);
const askedIn = (row: number, places: readonly number[]): readonly number[] =>
  places.filter((place) => Math.floor((place - 1) / wordsInRow) === row);

function readRow(text: string, asked: readonly number[]): ReadRow {
  const typed = splitWords(text);
  const words = asked.map((place, at) => completeWord(typed[at] ?? '', place));
  const slips = asked.flatMap((place, at): Slip[] => {
    const word = typed[at];
    // The word at the end may still be growing.
    const isGrowing = at === typed.length - 1 && !isEnded(text);
    if (word === undefined || words[at] !== undefined || (isGrowing && canBegin(word, place))) return [];
    return [{ kind: placeOf(word) === undefined ? 'unknown' : 'outOfStep', place, word }];
  });
  const tooMany = typed.length > asked.length ? ({ kind: 'tooMany', words: typed.length } as const) : undefined;
  return { words, slip: slips[0] ?? tooMany };
}

/** The words at the places, in their order; undefined until each is there and can be where it is. */
export function wordsAt(places: readonly number[], rows: readonly string[]): string[] | undefined {
  const read = names.map((_, row) => readRow(rows[row] ?? '', askedIn(row, places)));
  const words = read.flatMap((each) => each.words);
  const whole = words.filter((word) => word !== undefined);
  return read.every(({ slip }) => slip === undefined) && whole.length === words.length ? whole : undefined;
}

/** The rows of a whole fingerprint, as a reader of codes types it or as it was pasted; undefined for anything else. */
function rowsOfWhole(text: string, places: readonly number[]): readonly string[] | undefined {
  // No row of words is as long as this, and no fingerprint is shorter.
  if (text.length < fingerprintBytes * 2) return undefined;
  try {
    const words = fingerprintWords(parsePrintedFingerprint(text));
    return names.map((_, row) =>
      askedIn(row, places)
        .map((place) => words[place - 1])
        .join(' '),
    );
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A separator completes the word before it, so that people see what their letters stand for. */
function completed(text: string, asked: readonly number[]): string {
  if (!isEnded(text)) return text;
  const typed = splitWords(text);
  const last = typed.length - 1;
  const word = completeWord(typed[last] ?? '', asked[last] ?? 0);
  return word === undefined ? text : `${[...typed.slice(0, -1), word].join(' ')} `;
}

/** Numbers of words, as paper has them: "3, 7", or "9–16" for a whole row. */
const numbersOf = (places: readonly number[]): string =>
  places.length === wordsInRow ? `${places[0] ?? 0}–${places.at(-1) ?? 0}` : places.join(', ');

interface WordRowsProps {
  /** Which words are asked, counted from 1 as on paper. */
  readonly places?: readonly number[];
  readonly rows: readonly string[];
  readonly onChange: (rows: readonly string[]) => void;
}

export function WordRows({ places = allPlaces, rows, onChange }: WordRowsProps) {
  const t = useTexts('ui').wordRows;
  const read = names.map((_, row) => readRow(rows[row] ?? '', askedIn(row, places)));
  const count = read.flatMap(({ words }) => words).filter((word) => word !== undefined).length;
  const wrong = read.findIndex(({ slip }) => slip !== undefined);
  return (
    <div className="stack" data-tight>
      {/* Few words leave room for two rows side by side, and all four are in view. */}
      <div className={places.length > fingerprintBytes / 2 ? 'stack' : 'columns'}>
        {names.map((name, row) => {
          const asked = askedIn(row, places);
          if (asked.length === 0) return null;
          const { words, slip } = read[row] ?? readRow('', asked);
          return (
            <Field
              key={name}
              label={t.row(name, numbersOf(asked), asked.length)}
              value={rows[row] ?? ''}
              onChange={(text) =>
                onChange(
                  rowsOfWhole(text, places) ?? rows.map((old, at) => (at === row ? completed(text, asked) : old)),
                )
              }
              // Each with its number, as on paper.
              description={asked.map((place, at) => `${place} ${words[at] ?? '…'}`).join(' · ')}
              {...(slip === undefined ? {} : { problem: slipText(t, slip) })}
              maxLength={600}
            />
          );
        })}
      </div>
      <div role="status" className="row">
        {wrong >= 0 ? (
          <Badge tone="stop">{t.look(names[wrong] ?? '')}</Badge>
        ) : wordsAt(places, rows) !== undefined ? (
          <Badge tone="good">{t.allThere}</Badge>
        ) : (
          <Badge tone="plain">{t.progress(count, places.length)}</Badge>
        )}
        <span className="soft">{t.short}</span>
      </div>
    </div>
  );
}

const slipText = (t: ReturnType<typeof useTexts<'ui'>>['wordRows'], slip: Slip): string =>
  slip.kind === 'tooMany' ? t.tooMany(slip.words) : t[slip.kind](slip.place, slip.word);

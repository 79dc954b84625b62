// Four rows of eight words: how far people have got, and the first word that cannot be right, in one place.
import { placeOf } from '#shared/formatting/fingerprint.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';

const names = ['A', 'B', 'C', 'D'] as const;
const wordsInRow = 8;
export const emptyRows: readonly string[] = names.map(() => '');

const wordsOf = (row: string): readonly string[] => row.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** The first thing that is wrong; whether the words are the right ones is not asked here. */
type Slip =
  | { readonly kind: 'unknown' | 'outOfStep'; readonly row: number; readonly place: number; readonly word: string }
  | { readonly kind: 'tooMany'; readonly row: number; readonly words: number };

function firstSlip(rows: readonly string[]): Slip | undefined {
  for (const [row, text] of rows.entries()) {
    const words = wordsOf(text);
    // The word at the end of a row may still be growing.
    const finished = /[\p{L}\p{N}]$/u.test(text) && words.length < wordsInRow ? words.slice(0, -1) : words;
    for (const [at, word] of finished.entries()) {
      const place = placeOf(word);
      if (place === undefined) return { kind: 'unknown', row, place: at + 1, word };
      if ((place === 'even') !== (at % 2 === 0)) return { kind: 'outOfStep', row, place: at + 1, word };
    }
    if (words.length > wordsInRow) return { kind: 'tooMany', row, words: words.length };
  }
  return undefined;
}

/** Whether all words are there and each could stand where it is. */
export const isWhole = (rows: readonly string[]): boolean =>
  rows.every((row) => wordsOf(row).length === wordsInRow) && firstSlip(rows) === undefined;

interface WordRowsProps {
  readonly rows: readonly string[];
  readonly onChange: (rows: readonly string[]) => void;
}

export function WordRows({ rows, onChange }: WordRowsProps) {
  const t = useTexts('pairing');
  const slip = firstSlip(rows);
  const count = rows.reduce((sum, row) => sum + wordsOf(row).length, 0);
  return (
    <>
      {names.map((name, at) => (
        <Field
          key={name}
          label={t.row(name)}
          value={rows[at] ?? ''}
          onChange={(text) => {
            onChange(rows.map((row, place) => (place === at ? text : row)));
          }}
          maxLength={200}
        />
      ))}
      <div role="status" className="row">
        {slip !== undefined ? (
          <Badge tone="stop">{slipText(t, slip)}</Badge>
        ) : isWhole(rows) ? (
          <Badge tone="good">{t.allThere}</Badge>
        ) : (
          <Badge tone="plain">{t.progress(count)}</Badge>
        )}
      </div>
    </>
  );
}

function slipText(t: ReturnType<typeof useTexts<'pairing'>>, slip: Slip): string {
  const row = names[slip.row] ?? '';
  return slip.kind === 'tooMany' ? t.tooMany(row, slip.words) : t[slip.kind](row, slip.place, slip.word);
}

// The one read-back of the pages: words typed in the rows of paper, A to D, at the places that main asks for.
import {
  allPlaces,
  askedIn,
  numbered,
  numbersOf,
  readRow,
  rowNames,
  type Slip,
  typedInto,
  wordsAt,
} from '#shared/formatting/word-rows.ts';
import { fingerprintBytes } from '#shared/formatting/fingerprint.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Badge } from './Badge.tsx';
import { Field } from './Field.tsx';

interface WordRowsProps {
  /** Which words are asked, counted from 1 as on paper. */
  readonly places?: readonly number[];
  readonly rows: readonly string[];
  readonly onChange: (rows: readonly string[]) => void;
}

export function WordRows({ places = allPlaces, rows, onChange }: WordRowsProps) {
  const t = useTexts('ui').wordRows;
  const read = rowNames.map((_, row) => readRow(rows[row] ?? '', askedIn(row, places)));
  const count = read.flatMap(({ words }) => words).filter((word) => word !== undefined).length;
  const wrong = read.findIndex(({ slip }) => slip !== undefined);
  return (
    <div className="stack" data-tight>
      {/* Few words leave room for two rows side by side, and all four are in view. */}
      <div className={places.length > fingerprintBytes / 2 ? 'stack' : 'columns'}>
        {rowNames.map((name, row) => {
          const asked = askedIn(row, places);
          if (asked.length === 0) return null;
          const { words, slip } = read[row] ?? readRow('', asked);
          return (
            <Field
              key={name}
              label={t.row(name, numbersOf(asked), asked.length)}
              value={rows[row] ?? ''}
              onChange={(text) => onChange(typedInto(rows, row, text, places))}
              description={numbered(asked, words)}
              {...(slip === undefined ? {} : { problem: slipText(t, slip) })}
              maxLength={600}
            />
          );
        })}
      </div>
      <div role="status" className="row">
        {wrong >= 0 ? (
          <Badge tone="stop">{t.look(rowNames[wrong] ?? '')}</Badge>
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

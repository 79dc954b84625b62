// A fingerprint in full, as it is compared: sixteen groups of hex, or thirty-two words.
import { hexRows, wordRows } from '../../shared/formatting/fingerprint.ts';

interface FingerprintProps {
  readonly label: string;
  /** 64 hex digits. */
  readonly sha256: string;
  readonly withWords?: boolean;
}

export function Fingerprint({ label, sha256, withWords = false }: FingerprintProps) {
  return (
    <section className="fingerprint" aria-label={label}>
      <h3 className="soft">{label}</h3>
      <Rows rows={hexRows(sha256)} names={['1', '2', '3', '4']} isHex />
      {withWords && <Rows rows={wordRows(sha256)} names={['A', 'B', 'C', 'D']} />}
    </section>
  );
}

interface RowsProps {
  readonly rows: readonly (readonly string[])[];
  readonly names: readonly string[];
  readonly isHex?: boolean;
}

function Rows({ rows, names, isHex = false }: RowsProps) {
  return (
    <ol className={isHex ? 'mono' : ''} data-words={isHex ? undefined : ''}>
      {rows.map((row, at) => (
        <li key={names[at]}>
          <span className="line-name">{names[at]}</span>
          {row.map((part, place) => (
            // The same four digits may stand in a row twice: their place is what tells them apart.
            <span key={place}>{part}</span>
          ))}
        </li>
      ))}
    </ol>
  );
}

// A fingerprint in full, as it is compared: sixteen groups of hex, or thirty-two words.
import { Copy } from './Copy.tsx';
import { hexRows, wordRows } from '#shared/formatting/fingerprint.ts';

interface FingerprintProps {
  readonly label: string;
  /** 64 hex digits. */
  readonly sha256: string;
  /** Hex is compared group by group, words are read aloud. */
  readonly show?: 'hex' | 'words' | 'both';
  /** Whether its digits may be copied: on a machine that has somewhere to paste them. */
  readonly mayCopy?: boolean;
}

export function Fingerprint({ label, sha256, show = 'hex', mayCopy = false }: FingerprintProps) {
  return (
    // A group and no landmark: two people's fingerprints of one thing are on one page under the same label.
    <div className="fingerprint" role="group" aria-label={label}>
      <div className="row">
        <h2 className="soft">{label}</h2>
        {mayCopy && <Copy what={label} value={sha256} />}
      </div>
      {show !== 'words' && <Rows rows={hexRows(sha256)} names={['1', '2', '3', '4']} isHex />}
      {show !== 'hex' && <Rows rows={wordRows(sha256)} names={['A', 'B', 'C', 'D']} />}
    </div>
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
            // The same four digits may be in a row twice: their place is what tells them apart.
            <span key={place}>{part}</span>
          ))}
        </li>
      ))}
    </ol>
  );
}

// A document that was saved: where, and the hash that people write on its cover.
import type { SavedPaper } from '../../../shared/contract/desk.ts';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Notice } from '../../ui/Notice.tsx';

const journalTexts: Readonly<Record<SavedPaper['journal'], string>> = {
  none: 'No journal was chosen: write the hash down.',
  noted: 'The journal now names this file and its hash.',
  closed: 'The journal is closed and takes no more notes: write the hash down.',
  damaged: 'The journal is damaged and takes no notes: write the hash down.',
};

export function Saved({ saved: { file, journal } }: { readonly saved: SavedPaper }) {
  return (
    <section className="card stack" aria-label="Saved">
      <Notice tone={journal === 'damaged' ? 'warn' : 'good'}>
        Saved in “{file.volume}” and read back. {journalTexts[journal]}
      </Notice>
      <dl className="facts">
        <dt>File</dt>
        <dd className="mono">{file.name}</dd>
        <dt>Size</dt>
        <dd>{file.bytes} bytes</dd>
      </dl>
      <Fingerprint label="SHA-256 of the PDF: it belongs on the cover" sha256={file.sha256} show="both" />
    </section>
  );
}

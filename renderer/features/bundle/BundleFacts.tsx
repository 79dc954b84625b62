// What was verified of a bundle, and what was not.
import type { BundleView } from '../../../shared/contract/desk.ts';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Notice } from '../../ui/Notice.tsx';

const notedTexts: Readonly<Record<BundleView['noted'], string>> = {
  signatures:
    'The signatures are good. Whether it is the next bundle for this machine was not asked: choose “Accept it” for that.',
  accepted: 'Accepted: it is for this machine, for this ceremony, and the next in sequence. The journal says so.',
  judged:
    'Accepted: it is for this machine and the next in sequence, and its exchange key passed every check that a machine can make. People still compare the words.',
  sent: 'This machine made it. The journal now says that it was sent.',
  draft: 'A draft: it still lacks the second operator’s signature. Nothing was noted.',
};

export function BundleFacts({ bundle }: { readonly bundle: BundleView }) {
  const { type, seq, ceremony, practice, issued, signers, exchange, hsmUri, payloadSha256, noted } = bundle;
  return (
    <section className="card stack" aria-label="Verified">
      {practice && <Notice tone="warn">PRACTICE – NOT A REAL CEREMONY.</Notice>}
      <Notice tone="good">{notedTexts[noted]}</Notice>
      <dl className="facts">
        <dt>Bundle</dt>
        <dd>
          <strong>{type}</strong>, number {seq} of <span className="mono">{ceremony}</span>
        </dd>
        <dt>Signed by</dt>
        <dd>{signers.map(({ role, holder }) => `${role} (${holder})`).join(', ')}</dd>
        <dt>For the HSM</dt>
        <dd className="mono">{hsmUri}</dd>
        <dt>Made, as it claims</dt>
        <dd>{issued}</dd>
      </dl>
      <Fingerprint label="SHA-256 of its content: read it to the other side" sha256={payloadSha256} show="both" />
      {exchange !== null && <Fingerprint label="SHA-256 of the exchange certificate that it names" sha256={exchange} />}
    </section>
  );
}

// One fetch of the exchange key: the certificate with its words, and when and how it came.
import type { ObservationView, ExchangeView } from '#shared/contract/online/exchange-view.ts';
import { readableHttpDate } from '#shared/formatting/date-time.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { CopyableFact } from '#renderer/ui/Copy.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Checks } from '#renderer/tools/exchange-key/Checks.tsx';

interface ObservationProps {
  readonly title: string;
  readonly observation: ObservationView | null;
  readonly show?: 'hex' | 'both';
}

export function Observation({ title, observation, show = 'hex' }: ObservationProps) {
  const moment = useMoment();
  const { pages, step } = useTexts('online');
  const t = pages['exchange-key'];
  return (
    <section className="card stack" data-tight aria-label={title}>
      <h2>{title}</h2>
      {observation === null ? (
        <div>
          <Badge tone="plain">{t.notYet}</Badge>
        </div>
      ) : (
        <>
          <Fingerprint
            label={step.facts['certificate-sha256']}
            sha256={observation.certificateSha256}
            show={show}
            mayCopy
          />
          <dl className="facts">
            <dt>{t.fetchedAt}</dt>
            <dd>{moment(observation.fetchedUtc)}</dd>
            {observation.serverDate !== null && (
              <>
                <dt>{t.serverDate}</dt>
                <dd>{readableHttpDate(observation.serverDate)}</dd>
              </>
            )}
            <dt>{t.request}</dt>
            <CopyableFact what={t.request} value={observation.requestId} />
            <dt>{t.tls}</dt>
            <dd>{observation.tlsCertificates}</dd>
          </dl>
        </>
      )}
    </section>
  );
}

/** How the exchange key was checked: every check, closed at first. */
export const Assessment = ({ exchange: { checks } }: { readonly exchange: ExchangeView }) =>
  checks.length === 0 ? null : <Checks checks={checks} />;

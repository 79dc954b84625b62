// What the comparison found: counts, canaries, and every difference, or the sentence that there is none.
import type { VerificationView } from '#shared/contract/online/verification-view.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { Differences } from './Differences.tsx';

type Compared = Extract<VerificationView, { phase: 'compared' }>;

interface VerificationProps {
  readonly verification: VerificationView;
  /** Whether files can still be written and noted. */
  readonly isOpen: boolean;
  /** Whether the differences still wait for two people. */
  readonly isUndecided: boolean;
}

export function Verification({ verification, isOpen, isUndecided }: VerificationProps) {
  const t = useTexts('online').pages.verify;
  if (verification.phase === 'none') return null;
  if (verification.phase === 'listed') return <Listed listed={verification} />;
  const { isSame, differenceCount, canaries, file, atUtc } = verification;
  const differText = t.differs(differenceCount);
  return (
    <>
      <div className="verdict" data-tone={isSame ? 'good' : isUndecided ? 'stop' : 'warn'} role="status">
        <strong>{isSame ? t.same : isUndecided ? differText : t.decided}</strong>
      </div>
      <Counts compared={verification} />
      {canaries.map(({ key, version }) => (
        <Notice key={`${key} ${version}`} tone="good">
          {t.proven(key)}
        </Notice>
      ))}
      {!isSame && <Differences key={atUtc} compared={verification} isOpen={isOpen} />}
      <section className="card stack" data-tight aria-label={t.file}>
        <h2>{t.file}</h2>
        <WrittenFiles files={[file]} />
      </section>
    </>
  );
}

/** Nobody had an inventory to compare with: what is there, and no green tick. */
function Listed({ listed }: { readonly listed: Extract<VerificationView, { phase: 'listed' }> }) {
  const t = useTexts('online').pages.verify;
  return (
    <>
      <div className="verdict" data-tone="warn" role="status">
        <strong>{t.listed}</strong>
      </div>
      <p className="measure">{t.listedMeaning}</p>
      <div className="counts">
        {(['keys', 'versions', 'roles'] as const).map((what) => (
          <div key={what} className="card">
            <span className="soft">{t.counts[what]}</span>
            <strong>{listed[what]}</strong>
            <span className="soft">{t.found}</span>
          </div>
        ))}
      </div>
      <section className="card stack" data-tight aria-label={t.file}>
        <h2>{t.file}</h2>
        <WrittenFiles files={[listed.file]} />
      </section>
    </>
  );
}

function Counts({ compared }: { readonly compared: Compared }) {
  const t = useTexts('online').pages.verify;
  return (
    <div className="counts">
      {(['keys', 'versions', 'roles'] as const).map((what) => (
        <div key={what} className="card">
          <span className="soft">{t.counts[what]}</span>
          <strong>
            {compared[what].found} / {compared[what].expected}
          </strong>
          <span className="soft">
            {t.found} / {t.expected}
          </span>
        </div>
      ))}
    </div>
  );
}

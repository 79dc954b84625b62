// What the comparison found: counts, canaries, and every difference, or the sentence that there is none.
import type { VerificationView } from '../../../../shared/contract/online/verification-view.ts';
import type { InventoryDifference } from '../../../../shared/inventory/inventory.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Mark } from '../../../ui/Mark.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { WrittenFiles } from '../../finish/WrittenFiles.tsx';

type Compared = Extract<VerificationView, { phase: 'compared' }>;

export function Verification({ verification }: { readonly verification: VerificationView }) {
  const t = useTexts('online').pages.verify;
  if (verification.phase === 'none') return null;
  if (verification.phase === 'listed') return <Listed listed={verification} />;
  const { isSame, differenceCount, differences, canaries, file } = verification;
  const differText = t.differs(differenceCount);
  return (
    <>
      <div className="verdict" data-tone={isSame ? 'good' : 'stop'} role="status">
        <strong>{isSame ? t.same : differText}</strong>
      </div>
      <Counts compared={verification} />
      {canaries.map(({ key, version }) => (
        <Notice key={`${key} ${version}`} tone="good">
          {t.proven(key)}
        </Notice>
      ))}
      {differences.length > 0 && <Differences differences={differences} count={differenceCount} />}
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

interface DifferencesProps {
  readonly differences: readonly InventoryDifference[];
  readonly count: number;
}

function Differences({ differences, count }: DifferencesProps) {
  const t = useTexts('online').pages.verify;
  return (
    <div className="card stack" data-tight>
      <h2>{t.differences}</h2>
      {count > differences.length && <p>{t.more(differences.length, count)}</p>}
      <div className="scroll" tabIndex={0} role="region" aria-label={t.differences}>
        <table className="table">
          <caption className="visually-hidden">{t.differences}</caption>
          <thead>
            <tr>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.key}</th>
              <th scope="col">{t.expected}</th>
              <th scope="col">{t.found}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((difference, at) => (
              <DifferenceRow key={at} difference={difference} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function DifferenceRow({ difference }: { readonly difference: InventoryDifference }) {
  const t = useTexts('online').pages.verify;
  const { subject, expected, found } = wordsOf(difference);
  return (
    <tr>
      <td>
        <Mark tone={difference.kind.endsWith('-added') ? 'warn' : 'stop'}>{t.kinds[difference.kind]}</Mark>
      </td>
      <td className="mono">{subject}</td>
      <td className="mono">{expected}</td>
      <td className="mono">{found}</td>
    </tr>
  );
}

/** What differs, as it stands in the two inventories. */
function wordsOf(difference: InventoryDifference): { subject: string; expected: string; found: string } {
  switch (difference.kind) {
    case 'key-missing':
      return { subject: difference.key, expected: String(difference.versions), found: '0' };
    case 'key-added':
      return { subject: difference.key, expected: '0', found: String(difference.versions) };
    case 'version-missing':
      return { subject: difference.key, expected: difference.version, found: '–' };
    case 'version-added':
      return { subject: difference.key, expected: '–', found: difference.version };
    case 'attribute': {
      const { key, version, field, expected, found } = difference;
      return { subject: `${key}/${version}: ${field}`, expected, found };
    }
    case 'role-missing':
    case 'role-added': {
      const { scope, role, principalId } = difference;
      const isMissing = difference.kind === 'role-missing';
      return {
        subject: `${scope} ${principalId}`,
        expected: isMissing ? role : '–',
        found: isMissing ? '–' : role,
      };
    }
  }
}

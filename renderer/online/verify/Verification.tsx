// What the comparison found: counts, canaries, and every difference, or the sentence that there is none.
import type { VerificationView } from '#shared/contract/online/verification-view.ts';
import type { InventoryListName } from '#shared/inventory/inventory.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
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
  const { differenceCount, byHandCount, notCompared, canaries, file, atUtc } = verification;
  return (
    <>
      <Verdict compared={verification} isUndecided={isUndecided} />
      <Counts compared={verification} />
      {byHandCount > 0 && <Notice tone="warn">{t.byHand(byHandCount)}</Notice>}
      {notCompared.length > 0 && <NotComparedLists lists={notCompared} />}
      {canaries.map(({ key, version }) => (
        <Notice key={`${key} ${version}`} tone="good">
          {t.proven(key)}
        </Notice>
      ))}
      {differenceCount > 0 && <Differences key={atUtc} compared={verification} isOpen={isOpen} />}
      <section className="card stack" data-tight aria-label={t.file}>
        <h2>{t.file}</h2>
        <WrittenFiles files={[file]} />
      </section>
    </>
  );
}

/** What came back, and what it was compared with: a good result is green, and what could not be compared is grey beside it. */
export function Verdict({ compared, isUndecided }: { readonly compared: Compared; readonly isUndecided: boolean }) {
  const t = useTexts('online').pages.verify;
  const { lists } = useSpokenTexts().online.inventory;
  const { isSame, keys, differenceCount, byHandCount, notCompared } = compared;
  if (!isSame) {
    return (
      <div className="verdict" data-tone={isUndecided ? 'stop' : 'warn'} role="status">
        <strong>{isUndecided ? t.differs(differenceCount - byHandCount) : t.decided}</strong>
      </div>
    );
  }
  const isOpen = (list: string): boolean => notCompared.some((each) => each.list === list);
  // The catalogue has a word for each list.
  const named = (isWanted: boolean): string =>
    Object.entries<string>(lists satisfies Record<InventoryListName, string>)
      .filter(([list]) => isOpen(list) !== isWanted)
      .map(([, word]) => word)
      .join(', ');
  return (
    <>
      <div className="verdict" data-tone="good" role="status">
        <strong>{t.back(keys.found)}</strong>
        <span>{t.comparedWith(named(true))}</span>
      </div>
      {notCompared.length > 0 && <p className="soft">{t.leftOut(named(false))}</p>}
    </>
  );
}

/** What is not read in one inventory or the other, and why. */
function NotComparedLists({ lists }: { readonly lists: Compared['notCompared'] }) {
  const t = useTexts('online').pages.verify;
  const { inventory: words } = useSpokenTexts().online;
  return (
    <section className="card stack" data-tight aria-label={t.notCompared}>
      <h2>{t.notCompared}</h2>
      <ul className="bullets">
        {lists.map(({ list, expected, found }) => {
          const reason = expected ?? found;
          return (
            <li key={list}>
              {words.lists[list]}
              {reason !== null && `: ${words.reasons[reason]}`}
            </li>
          );
        })}
      </ul>
      <p className="measure">{t.notComparedMeaning}</p>
    </section>
  );
}

/** Nobody had an inventory to compare with: what is there, and no green tick. */
function Listed({ listed }: { readonly listed: Extract<VerificationView, { phase: 'listed' }> }) {
  const t = useTexts('online').pages.verify;
  return (
    <>
      <div className="verdict" data-tone="plain" role="status">
        <strong>{t.there(listed.keys)}</strong>
        <span>{t.listed}</span>
      </div>
      <p className="measure">{t.listedMeaning}</p>
      <div className="counts">
        {(['keys', 'versions', 'roles'] as const).map((what) => (
          <div key={what} className="card">
            <span className="soft">{t.counts[what]}</span>
            <strong>{listed[what] ?? t.notRead}</strong>
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
            {compared[what].found ?? t.notRead} / {compared[what].expected ?? t.notRead}
          </strong>
          <span className="soft">
            {t.found} / {t.expected}
          </span>
        </div>
      ))}
    </div>
  );
}

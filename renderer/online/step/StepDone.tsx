// A step that is done: what was found and written, and the way on.
import type { DomainOddity, OnlineStepId, StepFact } from '#shared/contract/online/step-view.ts';
import type { FindingTexts } from '#shared/messages/findings.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts, useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Copy } from '#renderer/ui/Copy.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { DomainWarnings } from '#renderer/tools/security-domain/DomainWarnings.tsx';
import type { DomainWarning } from '#shared/schemas/domain-warning.ts';

interface FactView {
  readonly fact: StepFact;
  readonly value: string;
}
interface StepDoneProps {
  /** What it means, and what comes next. */
  readonly note: string | undefined;
  /** Where people go on; undefined: to whatever is not done yet. */
  readonly next: OnlineStepId | undefined;
  readonly atUtc: string | null;
  readonly facts: readonly FactView[];
  /** Whether what it found is not as it should be. */
  readonly isBad: boolean;
  readonly wayOn: WayOn;
}

/** The way to the next step: the main button, a button beside what is better done now, or none before a file is written here. */
export type WayOn = 'main' | 'beside' | 'none';

/** Hashes that people read aloud or compare with paper are in full, with their words. */
const aloud: ReadonlySet<StepFact> = new Set([
  'certificate-sha256',
  'payload-sha256',
  'security-domain-sha256',
  'canary-sha256',
]);

/** What people carry on into a ticket or a mail. */
const forTickets: ReadonlySet<StepFact> = new Set([
  'hsm-uri',
  'resource-id',
  'request-id',
  'blob-sha256',
  'canary-key',
  'canary-version',
  'folder-uri',
  'folder',
  'identity',
]);

export function StepDone({ note, next, atUtc, facts, isBad, wayOn }: StepDoneProps) {
  const moment = useMoment();
  const { step } = useTexts('online');
  const { findings } = useSpokenTexts();
  const look = useOnline((store) => store.look);
  const odd = warningsIn(facts);
  const plain = facts.flatMap(({ fact, value }) => (aloud.has(fact) || isOdd(fact) ? [] : [{ fact, value }]));
  return (
    <section {...resultMark} className="card stack" data-tight aria-label={step.done.region}>
      <div className="row spread">
        <div className="row">
          <Badge tone={isBad ? 'stop' : 'good'}>{isBad ? step.done.bad : step.done.title}</Badge>
          {atUtc !== null && <span className="soft">{moment(atUtc)}</span>}
        </div>
        {wayOn === 'none' ? (
          <span className="soft">{step.done.writeFirst}</span>
        ) : (
          <div className="actions">
            <ContinueButton look={() => look(next)} isMain={wayOn === 'main'}>
              {step.done.goOn}
            </ContinueButton>
          </div>
        )}
      </div>
      {note !== undefined && <p className="measure">{note}</p>}
      {odd.length > 0 && <DomainWarnings warnings={odd} />}
      {plain.length > 0 && (
        <dl className="facts">
          {plain.map(({ fact, value }) => (
            <div key={`${fact} ${value}`} className="facts-row">
              <dt>{step.facts[fact]}</dt>
              <dd className="row">
                <span className="mono">{readable(fact, value, findings, moment)}</span>
                {forTickets.has(fact) && <Copy what={step.facts[fact]} value={value} />}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {facts
        .flatMap(({ fact, value }) => (aloud.has(fact) && !isOdd(fact) ? [{ fact, value }] : []))
        .map(({ fact, value }) => (
          <Fingerprint key={fact} label={step.facts[fact]} sha256={value} show="both" mayCopy />
        ))}
    </section>
  );
}

const isOdd = (fact: StepFact): fact is DomainOddity => fact === 'unknown-member' || fact === 'old-wrapping';

function warningsIn(facts: readonly FactView[]): DomainWarning[] {
  const valuesOf = (oddity: DomainOddity): string[] =>
    facts.filter(({ fact }) => fact === oddity).map(({ value }) => value);
  const members = valuesOf('unknown-member');
  return [
    ...valuesOf('old-wrapping').map((custodian) => ({ code: 'SHARES_WRAPPED_WITH_SHA1' as const, custodian })),
    ...(members.length === 0 ? [] : [{ code: 'SECURITY_DOMAIN_MEMBERS_UNKNOWN' as const, members }]),
  ];
}

/** Moments and states in the words of the page; everything else as it is. */
function readable(
  fact: StepFact,
  value: string,
  { activations }: FindingTexts,
  moment: (iso: string) => string,
): string {
  if (fact === 'hold-ends' || fact === 'fetched-at') return moment(value);
  const state = (['active', 'not-activated', 'unknown'] as const).find((each) => each === value);
  return fact === 'activation' && state !== undefined ? activations[state] : value;
}

// What a journal amounts to: whether it is whole, whose it is, and what still stands open in it.
import type { JournalView } from '#shared/contract/desk/journals.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Arrival } from '#renderer/ui/Arrival.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Mark } from '#renderer/ui/Mark.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function JournalFacts({ view }: { readonly view: JournalView }) {
  const { practice, ceremony, role, events, damage, failures, exceptions, openCalls, head, challenge } = view;
  const { closed, givenUp } = view;
  const t = useTexts('journal');
  const { word } = useSpokenTexts();
  const practiceText = useTexts('desk').practice;
  return (
    <Arrival label={t.region}>
      {practice && <Notice tone="warn">{practiceText}</Notice>}
      <div className="row">
        {damage === null ? <Mark tone="good">{t.whole}</Mark> : <Mark tone="stop">{t.damaged}</Mark>}
        {givenUp ? <Mark tone="stop">{t.givenUp}</Mark> : <Mark tone="plain">{closed ? t.closed : t.open}</Mark>}
        <span>{t.events(events)}</span>
      </div>
      {damage !== null && (
        <Notice tone="warn">
          {t.damage(damage.lastGood)} <span className="mono">{damage.code}</span>
        </Notice>
      )}
      {failures.length > 0 && <Notice tone="warn">{t.failures(failures.map(word).join(', '))}</Notice>}
      {openCalls.length > 0 && <Notice tone="warn">{t.openCalls(openCalls.map(word).join(', '))}</Notice>}
      <dl className="facts">
        <dt>{t.ceremony}</dt>
        <dd className="mono">{ceremony ?? '–'}</dd>
        <dt>{t.machine}</dt>
        <dd>{role === null ? '–' : word(role)}</dd>
        <dt>{t.exceptions}</dt>
        <dd>{exceptions}</dd>
        {challenge !== null && (
          <>
            <dt>{t.number}</dt>
            <dd>
              <span className="mono">{(challenge.match(/.{4}/g) ?? []).join(' ')}</span>
              <br />
              <span className="soft">{t.numberDetail}</span>
            </dd>
          </>
        )}
      </dl>
      <Fingerprint label={t.head} sha256={head} />
    </Arrival>
  );
}

// What a journal amounts to: whether it is whole, whose it is, and what still stands open in it.
import type { JournalView } from '#shared/contract/tools/journals.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function JournalFacts({ view }: { readonly view: JournalView }) {
  const { practice, ceremony, role, events, damage, failures, exceptions, openCalls, head, challenge } = view;
  const { closed, givenUp } = view;
  const t = useTexts('journal');
  const { word } = useSpokenTexts();
  const practiceText = useTexts('tools').practice;
  return (
    <FocusedResult label={t.region}>
      {practice && <Notice tone="warn">{practiceText}</Notice>}
      <div className="row">
        {damage === null ? <Badge tone="good">{t.whole}</Badge> : <Badge tone="stop">{t.damaged}</Badge>}
        {givenUp ? <Badge tone="stop">{t.givenUp}</Badge> : <Badge tone="plain">{closed ? t.closed : t.open}</Badge>}
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
    </FocusedResult>
  );
}

// The light, its reasons with the worst first, and the way to keep what was found.
import { timeSpan } from '#shared/formatting/date-time.ts';
import { readinessFindingText, readinessTodoText } from '#shared/messages/readiness-texts.ts';
import type { Readiness, ReadinessLight } from '#shared/readiness/readiness.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { CheckRows } from '../pre-flight/CheckList.tsx';
import type { ReadinessView } from '#shared/contract/online/readiness-view.ts';

const tones: Readonly<Record<ReadinessLight, 'good' | 'warn' | 'stop'>> = {
  ready: 'good',
  attention: 'warn',
  'not-ready': 'stop',
  'not-known': 'warn',
};

export function Light({ look }: { readonly look: Exclude<OpenHsm['look'], { phase: 'not-looked' }> }) {
  const { look: t, result } = useTexts('readiness');
  const now = useNow();
  return (
    <section className="card stack" data-tight aria-label={result.title}>
      {look.phase === 'looking' ? (
        <div className="working">
          <span className="working-sign" aria-hidden="true" />
          <p>{t.looking(timeSpan(now - Date.parse(look.sinceUtc)))}</p>
        </div>
      ) : (
        <Found readiness={look.readiness} />
      )}
    </section>
  );
}

function Found({ readiness: { light, atUtc, checks } }: { readonly readiness: Readiness }) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('readiness').result;
  const further = useSpokenTexts();
  const { language } = useSpokenTexts();
  const own = further.readiness;
  return (
    <>
      <div {...resultMark} className="verdict" data-tone={tones[light]} role="status">
        <strong>{own.lights[light]}</strong>
        <span className="soft">{own.lookedAt(atUtc)}</span>
      </div>
      <div className="actions">
        <Action isPending={isWaiting} onPress={() => void action(() => online.readiness.export(null))}>
          {t.export}
        </Action>
        <Action
          isPending={isWaiting}
          onPress={() => void action(() => online.readiness.savePdf({ language, paper: 'a4' }))}
        >
          {t.pdf}
        </Action>
      </div>
      <CheckRows
        marks={t.marks}
        rows={checks.map((check, at) => ({
          key: `${check.id} ${at}`,
          outcome: check.outcome,
          label: own.checks[check.id],
          found: readinessFindingText(further, check),
          todo: readinessTodoText(further, check),
        }))}
      />
    </>
  );
}

/** The healthy HSM that is open. */
export type OpenHsm = Extract<ReadinessView, { phase: 'open' }>;

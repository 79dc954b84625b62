// The frame of the online app: its facts are whose turn it is, when Azure last answered, the hold, and the clock on the wall.
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { countdown, timeSpan } from '#shared/formatting/date-time.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { roleOfIdentity } from '#shared/plan/role-of-identity.ts';
import { online } from '../online-bridge.ts';
import { type PageId, useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { Frame } from '#renderer/tools/frame/Frame.tsx';
import { type FrameFact, type FrameMode, clockFact } from '#renderer/tools/frame/FrameFacts.tsx';
import type { Step } from '#renderer/tools/frame/step.ts';
import { estimateFact, RecoveryClock } from '#renderer/tools/frame/RecoveryClock.tsx';
import {
  failedChecksOf,
  type OpenCeremony,
  openWork,
  pagesBeside,
  paperStepOf,
  showsWhatFailed,
  stepOf,
  type RailTexts,
} from './pages.ts';

interface OnlineFrameProps {
  readonly view: OnlineView;
  readonly steps: readonly Step<PageId>[];
  readonly page: PageId | undefined;
  readonly children: ReactNode;
}

export function OnlineFrame({ view, steps, page, children }: OnlineFrameProps) {
  const { action, look, refusal, closeRefusal } = useOnline();
  const now = useNow();
  const t = useTexts('online').frame;
  const { facts, recoveryClock } = useTexts('frame');
  const { version, alarm } = view;
  const work = openWork(view);
  const failures = page === undefined ? [] : failedChecksOf(view);
  const note = (open: NonNullable<typeof work>, at: PageId): Promise<boolean> => {
    const [failure] = failures;
    const sheet = { step: paperStepOf(at, open), check: failure?.check ?? null };
    return action(() => online.session.noteException(sheet));
  };
  return (
    <Frame
      side="online"
      app="Lifeboat Online"
      mode={modeOf(view)}
      ceremony={work?.id}
      facts={[...factsOf(view, page, now, t, recoveryClock), ...commonFacts(view, facts)]}
      steps={steps}
      current={page}
      mayLook="anywhere"
      version={version}
      map={view.map}
      besideMap={view.recoveryTime && <RecoveryClock time={view.recoveryTime} now={now} />}
      onLook={look}
      railFoot={
        <>
          {pagesBeside(view).map((id) => (
            <Button
              key={id}
              className="step"
              {...(page === id ? { 'aria-current': 'step' } : {})}
              onPress={() => look(id)}
            >
              <span aria-hidden="true">≡</span>
              <span>{t.pages[id]}</span>
            </Button>
          ))}
        </>
      }
      refusal={refusal}
      onCloseRefusal={closeRefusal}
      refusalWayOn={
        refusal !== undefined &&
        endedSignIn.has(refusal.code) && (
          <Action
            onPress={() => {
              // What is done about it is on that page; the refusal is over with it.
              closeRefusal();
              look('account');
            }}
          >
            {t.pages.account}
          </Action>
        )
      }
      alarm={alarm}
      onCloseAlarm={() => void action(() => online.session.closeAlarm(null))}
      failures={failures}
      isSuspected={view.incident !== null}
      isReportedByStep={page !== undefined && showsWhatFailed(view, page)}
      onException={work?.phase === 'open' && page !== undefined ? () => void note(work, page) : undefined}
    >
      {children}
    </Frame>
  );
}

/** The sign-in has run out, or was taken back. */
const endedSignIn: ReadonlySet<Fault['code']> = new Set(['SERVICE_SIGN_IN_FAILED', 'SERVICE_SIGN_IN_REFUSED']);

function modeOf(view: OnlineView): FrameMode {
  const work = openWork(view);
  const { readiness } = view;
  const open = work ?? (readiness.phase === 'open' ? readiness : undefined);
  if (!open) return view.practiceOnly ? 'preview' : 'none';
  return open.practice ? 'practice' : 'production';
}

type Texts = ScreenTexts['online']['frame'];

function factsOf(
  view: OnlineView,
  page: PageId | undefined,
  now: number,
  t: Texts,
  ofClock: ScreenTexts['frame']['recoveryClock'],
): FrameFact[] {
  const { hold } = view;
  const work = openWork(view);
  if (!work) return [];
  return [
    ...(work.kind === 'emergency'
      ? [{ name: t.emergency, value: t.noPlan, tone: 'stop' as const }]
      : turnOf(view, work, page, t)),
    { name: work.practice ? t.practiceService : t.service, value: contactText(view, now, t) },
    ...recoveryTimeOf(view, now, t, ofClock),
    ...(hold.phase === 'running' ? [{ name: t.hold, value: countdown(Date.parse(hold.endsUtc) - now) }] : []),
  ];
}

/** While a hold runs, its countdown says enough. */
function recoveryTimeOf(
  { recoveryTime, hold }: OnlineView,
  now: number,
  t: Texts,
  ofClock: ScreenTexts['frame']['recoveryClock'],
): FrameFact[] {
  if (recoveryTime === null || hold.phase === 'running') return [];
  const { restoredUtc, consumers } = recoveryTime;
  const left = restoredUtc !== null && consumers;
  return [
    estimateFact(recoveryTime, now, ofClock),
    ...(left ? [{ name: t.consumers, value: t.back(left.back ?? 0, left.of) }] : []),
  ];
}

function turnOf(
  view: OnlineView,
  { phase, role, holder }: OpenCeremony,
  page: PageId | undefined,
  t: Texts,
): FrameFact[] {
  if (phase !== 'open') return [];
  const isConfirmed = page !== undefined && (stepOf(view, page)?.confirm ?? 'nothing') !== 'nothing';
  const name = roleOfIdentity[role];
  return [{ name: t.turn, value: isConfirmed ? t.both(name) : `${name}: ${holder}` }];
}

/** What both apps show in the same words. */
function commonFacts(view: OnlineView, t: ScreenTexts['frame']['facts']): FrameFact[] {
  const { ceremony, clock, exceptions } = view;
  return [
    // An emergency has no witness who reads a clock.
    ...(ceremony.phase === 'none' ? [] : [clockFact(clock, t)]),
    ...(exceptions.length === 0 ? [] : [{ name: t.exceptions, value: String(exceptions.length) }]),
  ];
}

function contactText({ account, lastContactUtc, steps }: OnlineView, now: number, t: Texts): string {
  if (lastContactUtc === null) return account.phase === 'signed-in' ? t.notAsked : t.signedOut;
  const ago = timeSpan(now - Date.parse(lastContactUtc));
  return steps.some(({ state }) => state.phase === 'running') ? t.working(ago) : t.answered(ago);
}

/** The words of the rail of the online app. */
export function useRailTexts(): RailTexts {
  const { pages: titles } = useTexts('online').frame;
  const { marks } = useTexts('frame').rail;
  return { titles, marks };
}

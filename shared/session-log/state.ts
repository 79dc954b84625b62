// What a session log amounts to: a pure fold, from which a session is offered again after the program ended without a finish.
import type { WrittenFile } from '../contract/files.ts';
import type { ExceptionView } from '../contract/exception-view.ts';
import type { ClockView } from '../contract/clock-view.ts';
import type { CreatedKey } from '../contract/offline/new-key-view.ts';
import type { SessionEvent, SessionEventOf } from './events.ts';

export interface SessionLogState {
  readonly begun: SessionEventOf<'session-begun'> | undefined;
  readonly isFinished: boolean;
  readonly clock: ClockView;
  readonly exceptions: readonly ExceptionView[];
  readonly written: readonly WrittenFile[];
  readonly createdKeys: readonly CreatedKey[];
  /** Shares given since they last were gone. */
  readonly shares: number;
  /** Copies that a share check has proven, whatever came between: their process ended with each, and the log keeps the proofs. */
  readonly proven: number;
}

export const emptySessionLog: SessionLogState = {
  begun: undefined,
  isFinished: false,
  clock: { phase: 'unset' },
  exceptions: [],
  written: [],
  createdKeys: [],
  shares: 0,
  proven: 0,
};

/** Names of the rules that an event would break; a log starts with its beginning, and nothing follows its finish. */
export function brokenSessionRules(state: SessionLogState, { kind }: SessionEvent): readonly string[] {
  return [
    ...((state.begun === undefined) === (kind === 'session-begun') ? [] : ['opened-first']),
    ...(state.isFinished ? ['nothing-after-the-end'] : []),
  ];
}

/** The state after one more event. */
export function applySessionEvent(state: SessionLogState, event: SessionEvent): SessionLogState {
  switch (event.kind) {
    case 'session-begun':
      return { ...state, begun: event };
    case 'session-resumed':
      return { ...state, shares: 0 };
    case 'session-finished':
      return { ...state, isFinished: true, shares: 0 };
    case 'wall-clock':
      return { ...state, clock: event.clock };
    case 'exception':
      return { ...state, exceptions: [...state.exceptions, event.exception] };
    case 'security-domain-loaded':
      return { ...state, shares: 0 };
    case 'share-accepted':
      return state.begun?.purpose === 'share-check'
        ? { ...state, proven: state.proven + 1 }
        : { ...state, shares: state.shares + 1 };
    case 'shares-gone':
      return { ...state, shares: 0 };
    case 'quorum-proven':
      return { ...state, shares: 0 };
    case 'file-written':
      return { ...state, written: [...state.written, event.file] };
    case 'key-made':
      return { ...state, createdKeys: [...state.createdKeys, event.key] };
    case 'air-gap':
    case 'alarm':
    case 'share-refused':
      return state;
  }
}

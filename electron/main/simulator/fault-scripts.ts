// Faults that a practice cloud plays on its clients, as data: which request is hit, how often, and what happens to it.
import { type Answer } from './answers.ts';
import type { Incoming } from './incoming.ts';

export interface FaultScript {
  readonly method: string;
  /** The host name of the request, `*` for one label; any host unless told. */
  readonly host?: string;
  /** The path of the request; `*` stands for one segment. */
  readonly path: string;
  /** How many matching requests pass before the first is hit. */
  readonly after?: number;
  /** How many are hit; 1 unless told. */
  readonly times?: number;
  /** Of those that it would hit, only each n-th is hit. */
  readonly every?: number;
  readonly action: FaultAction;
}

export type FaultAction =
  /** The connection ends before the request is handled, or after it was and before the answer. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The request is handled, and the answer never comes, or breaks off in the middle. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'half' }
  /** This answer instead of any handling; with `unauthenticated`, even before the sign-in is looked at. */
  | { readonly kind: 'answer'; readonly answer: RawAnswer; readonly unauthenticated?: boolean }
  /** Asked to sign in again with these claims, until the token was made with them. */
  | { readonly kind: 'claims'; readonly claims: string }
  /** The request is handled; then headers are set (or removed, with null) and the body's text replaced. */
  | {
      readonly kind: 'change';
      readonly headers?: Readonly<Record<string, string | null>>;
      readonly text?: (text: string) => string;
    };

/** An answer as it goes over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Whether the connection ends in the middle of the text. */
  readonly breaksOff?: boolean;
}

/** Says which script, if any, hits each request, and counts. */
export class FaultPlayer {
  #scripts: { readonly script: FaultScript; readonly host: RegExp; readonly path: RegExp; seen: number }[] = [];

  /** Forgets what was played before. */
  play(scripts: readonly FaultScript[]): void {
    this.#scripts = scripts.map((script) => ({
      script,
      host: script.host === undefined ? /^/ : wildcard(script.host, '[^.]+'),
      path: wildcard(script.path, '[^/]+'),
      seen: 0,
    }));
  }

  /** Those that have hit nothing yet. */
  get unplayed(): readonly FaultScript[] {
    return this.#scripts.flatMap(({ script, seen }) => (seen > (script.after ?? 0) ? [] : [script]));
  }

  /** The action for this request; `stage` tells whether it has passed the sign-in. */
  actionFor(request: FaultTarget, stage: 'unauthenticated' | 'authenticated'): FaultAction | undefined {
    for (const entry of this.#scripts) {
      const { script } = entry;
      const early = script.action.kind === 'answer' && script.action.unauthenticated === true;
      if (early !== (stage === 'unauthenticated') || !isHit(entry, request)) continue;
      const at = entry.seen++ - (script.after ?? 0);
      if (at >= 0 && at < (script.times ?? 1) && (at + 1) % (script.every ?? 1) === 0) return script.action;
    }
    return undefined;
  }
}

type FaultTarget = Pick<Incoming, 'method' | 'hostName' | 'path'>;

const isHit = (
  { script, host, path }: { readonly script: FaultScript; readonly host: RegExp; readonly path: RegExp },
  request: FaultTarget,
): boolean => script.method === request.method && host.test(request.hostName) && path.test(request.path);

/** Paths of the control plane and host names are the same in any case. */
function wildcard(text: string, part: string): RegExp {
  const literal = text.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join(part)}$`, 'i');
}

/** An answer in its wire form. */
export function rawAnswer({ status, headers, body, text, xml }: Answer): RawAnswer {
  if (xml !== undefined) return { status, headers: { 'content-type': 'application/xml', ...headers }, text: xml };
  const json = text ?? (body === undefined ? undefined : JSON.stringify(body));
  if (json === undefined) return { status, headers: { ...headers }, text: '' };
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, text: json };
}

export function changeAnswer(answer: RawAnswer, action: Extract<FaultAction, { kind: 'change' }>): RawAnswer {
  const changed = { ...answer.headers, ...action.headers };
  const headers = Object.fromEntries(
    Object.entries(changed).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return { ...answer, headers, text: action.text ? action.text(answer.text) : answer.text };
}

// Evidence classes E3 and E5: over which connections the operators fetched the key, and whether both saw the same.
import * as z from 'zod/mini';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { isCertificateAuthority, parseX509, type X509 } from '../x509/certificate.ts';
import { isSignedBy, serverNames } from '../x509/server-chain.ts';
import type { Checklist } from './checklist.ts';
import type { ChosenKey, AssessedInput, ObservedFetch } from './claim.ts';
import { type ExchangeCertificate, parseExchangeCertificate } from './exchange-certificate.ts';
import { parseExchangeKeyFile } from './exchange-key-file.ts';
import { parseHsmUri } from './hsm-address.ts';

/** Both operators fetch on one day; what lies further apart may be two states of one HSM, or two HSMs. */
const greatestDistanceHours = 24;

/** How far a `Date` of the service may lie from the observer's clock before it is worth a look. */
const greatestSkewMs = 5 * 60_000;

/**
 * Where the input says nothing of the fetches, both checks stay what the policy marked them: on the caller.
 * @param isOfThisHsm whether another key than the one that is checked proves itself as one of the same HSM, by form, attestation and name
 */
export function checkFetches(
  list: Checklist,
  certificate: ExchangeCertificate,
  { observed, mode }: AssessedInput,
  isOfThisHsm: (answer: Buffer) => boolean,
): void {
  if (!observed) return;
  const [first, second] = observed.fetches;
  if (!first) return;
  const paths = list.read(
    'connection-path',
    () => assessPaths(second ? [first, second] : [first], parseHsmUri(observed.hsmUri, mode)),
    pathText,
  );
  if (paths && isWorthALook(paths)) list.mark('connection-path', 'note', pathText(paths));
  if (!second) return;
  const { decision } = observed;
  const value = [...[first, second].map(decision ? keyText : fetchText), ...(decision ? [decisionText(decision)] : [])];
  list.check(
    'second-observer',
    value.join('; '),
    () => assessObservers(first, second, { certificate, decision, isOfThisHsm }),
    decision ? 'note' : 'passed',
  );
}

interface Path {
  readonly fetch: ObservedFetch;
  readonly chain: readonly [server: X509, ...above: X509[]];
  /** The name in the server's certificate that covers the HSM. */
  readonly name: string;
}
type Paths = readonly [Path, ...Path[]];

/** By the observers' own clocks. */
const fetchText = ({ observer, fetchedAt }: ObservedFetch): string => `${observer}: ${fetchedAt}`;
const keyText = (fetch: ObservedFetch): string => `${fetchText(fetch)} ${certificateIn(fetch).sha256Hex}`;
const decisionText = ({ key, decidedBy, reason }: ChosenKey): string => `${key} (${decidedBy.join(', ')}: ${reason})`;
const certificateIn = ({ answer }: ObservedFetch): ExchangeCertificate =>
  parseExchangeCertificate(parseExchangeKeyFile(decodeBase64(answer)).certificateDer);
const fingerprintOf = ({ der }: X509): string => sha256(der).toString('hex');
const serverOf = ({ chain: [server] }: Path): string => fingerprintOf(server);
/* v8 ignore next -- @preserve A chain has at least the server's certificate, so its last one is there. */
const rootOf = ({ chain }: Path): string => fingerprintOf(chain.at(-1) ?? chain[0]);
const differ = (paths: Paths, of: (path: Path) => string): boolean => new Set(paths.map(of)).size > 1;
const serverText = (path: Path): string => `SHA-256 ${serverOf(path)} (1/${path.chain.length})`;
const rootText = (path: Path): string => `SHA-256 ${rootOf(path)} (${path.chain.length}/${path.chain.length})`;

function pathText(paths: Paths): string {
  const [path] = paths;
  const roots = differ(paths, rootOf);
  const textOf = (each: Path): string =>
    `${each.fetch.observer}: ${serverText(each)}${roots ? `, ${rootText(each)}` : ''}`;
  const seen = roots || differ(paths, serverOf) ? paths.map(textOf) : [serverText(path)];
  return [path.name, ...seen, ...paths.flatMap(({ fetch }) => skewText(fetch))].join('; ');
}

/**
 * A certificate for all hosts of a cloud is the cloud's, and says less than one for this HSM alone. An HSM is several servers behind one
 * name, each with its own certificate (REQ-03): that the operators met two of them, and a `Date` that is not by the observer's clock,
 * are in the record, and decide nothing.
 */
const isWorthALook = (paths: Paths): boolean =>
  differ(paths, serverOf) ||
  differ(paths, rootOf) ||
  paths.some(({ fetch, name }) => name.startsWith('*') || skewText(fetch).length > 0);

function skewText({ observer, fetchedAt, serverDate }: ObservedFetch): string[] {
  if (serverDate === null) return [];
  const skewMs = Math.abs(Date.parse(serverDate) - Date.parse(fetchedAt));
  // What is no date at all is told as well.
  return skewMs <= greatestSkewMs ? [] : [`${observer}: ${fetchedAt}, Date: ${visibleText(serverDate, 64)}`];
}

/** Each alone: host, links, dates. Whether its root is one of the system, the connection has checked when it was made. */
function assessPaths([first, ...others]: readonly [ObservedFetch, ...ObservedFetch[]], host: string): Paths {
  return [assessPath(first, host), ...others.map((fetch) => assessPath(fetch, host))];
}

function assessPath(fetch: ObservedFetch, host: string): Path {
  const { observer } = fetch;
  const chain = chainOf(fetch);
  const names = serverNamesOf(observer, chain[0]);
  const name = names.find((each) => each.toLowerCase() === host) ?? names.find((each) => covers(each, host));
  if (name === undefined) {
    const found = visibleText(names.slice(0, 8).join(', '), 160);
    return refuse({ code: 'FETCH_TLS_HOST', observer, expected: host, found });
  }
  assertLinked(observer, chain);
  assertInTime(fetch, chain);
  return { fetch, chain, name };
}

/** The schema of a bundle wants one certificate at least; an observation of another origin may have none. */
function chainOf({ observer, tlsChain }: ObservedFetch): Path['chain'] {
  const [server, ...above] = tlsChain.map((certificate, position) => {
    try {
      return parseX509(decodeBase64(certificate));
    } catch (cause) {
      return refuse({ code: 'FETCH_TLS_MALFORMED', observer, position }, cause);
    }
  });
  return server ? [server, ...above] : refuse({ code: 'FETCH_TLS_MALFORMED', observer, position: 0 });
}

function serverNamesOf(observer: ObservedFetch['observer'], server: X509): readonly string[] {
  try {
    return serverNames(server);
  } catch (cause) {
    return refuse({ code: 'FETCH_TLS_MALFORMED', observer, position: 0 }, cause);
  }
}

/** RFC 9525 §6.3: a star stands for the whole first label, and for nothing else. */
const covers = (name: string, host: string): boolean =>
  name.startsWith('*.') && name.slice(1).toLowerCase() === host.slice(host.indexOf('.'));

/** Up to a root that names itself. */
function assertLinked(observer: ObservedFetch['observer'], chain: Path['chain']): void {
  chain.forEach((certificate, position) => {
    const issuer = chain[position + 1];
    const isGood = issuer
      ? isSignedBy(certificate, issuer) && isCertificateAuthority(issuer)
      : position > 0 && certificate.issuerDer.equals(certificate.subjectDer);
    if (!isGood) refuse({ code: 'FETCH_TLS_BROKEN', observer, position });
  });
}

/** By the observer's clock, which checked the connection when it was made: the answer with the key bears no date. */
function assertInTime(fetch: ObservedFetch, chain: Path['chain']): void {
  const at = timeOf(fetch);
  const position = chain.findIndex(({ notBefore, notAfter }) => at < notBefore.getTime() || at > notAfter.getTime());
  const { observer, fetchedAt } = fetch;
  if (position >= 0) refuse({ code: 'FETCH_TLS_OUT_OF_TIME', observer, position, fetchedAt });
}

function timeOf({ observer, fetchedAt }: ObservedFetch): number {
  const form = z.safeParse(z.iso.datetime(), fetchedAt);
  return form.success
    ? Date.parse(form.data)
    : refuse({ code: 'FETCH_TIME_FORM', observer, found: visibleText(fetchedAt, 64) });
}

/**
 * Whether the two fetches belong together in time, by the clocks of those who made them.
 * @throws FETCH_TIME_FORM, FETCHES_APART
 */
export function assertOneDay(first: ObservedFetch, second: ObservedFetch): void {
  const hours = Math.round(Math.abs(timeOf(first) - timeOf(second)) / 3_600_000);
  if (hours > greatestDistanceHours) refuse({ code: 'FETCHES_APART', hours, limit: greatestDistanceHours });
}

interface AssessedKey {
  readonly certificate: ExchangeCertificate;
  readonly decision: ChosenKey | undefined;
  readonly isOfThisHsm: (answer: Buffer) => boolean;
}

/**
 * Both saw the key; or they saw two, of which two people have chosen this one, and the other proves itself as one of the same HSM too: what an
 * attacker showed to one of them is never a matter of choice.
 */
function assessObservers(first: ObservedFetch, second: ObservedFetch, assessed: AssessedKey): void {
  const { certificate, decision, isOfThisHsm } = assessed;
  if (first.observer === second.observer) refuse({ code: 'FETCHES_ONE_OBSERVER', observer: first.observer });
  for (const fetch of [first, second]) {
    const found = certificateIn(fetch).sha256Hex;
    const expected = certificate.sha256Hex;
    const isOther = decision !== undefined && fetch.observer !== decision.key;
    const isGood = found === expected || (isOther && isOfThisHsm(decodeBase64(fetch.answer)));
    if (!isGood) refuse({ code: 'FETCH_OTHER_KEY', observer: fetch.observer, expected, found });
  }
  assertOneDay(first, second);
}

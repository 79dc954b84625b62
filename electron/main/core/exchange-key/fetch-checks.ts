// Evidence classes E3 and E5: over which connections the operators fetched the key, and whether both saw the same.
import { refuse } from '../../../../shared/faults/fault.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { isCertificateAuthority, parseX509, type X509 } from '../x509/certificate.ts';
import { isSignedBy, serverNames } from '../x509/server-chain.ts';
import type { Checklist } from './checklist.ts';
import type { JudgedInput, ObservedFetch } from './claim.ts';
import { type ExchangeCertificate, parseExchangeCertificate } from './exchange-certificate.ts';
import { parseExchangeKeyFile } from './exchange-key-file.ts';
import { parseHsmUri } from './hsm-address.ts';

/** Both operators fetch on one day; what lies further apart may be two states of one HSM, or two HSMs. */
const greatestDistanceHours = 24;

/** Where the input says nothing of the fetches, both checks stay what the policy marked them: on the caller. */
export function checkFetches(list: Checklist, certificate: ExchangeCertificate, { observed, mode }: JudgedInput): void {
  if (!observed) return;
  const [first, second] = observed.fetches;
  if (!first) return;
  const paths = list.read(
    'connection-path',
    () => judgePaths(first, second, parseHsmUri(observed.hsmUri, mode)),
    ([path]) => pathText(path),
  );
  // A certificate for all hosts of a cloud is the cloud's, and says less than one for this HSM alone.
  if (paths?.some(({ name }) => name.startsWith('*'))) list.mark('connection-path', 'note', pathText(paths[0]));
  if (!second) return;
  list.check('second-observer', [first, second].map(fetchText).join('; '), () => {
    judgeObservers(first, second, certificate);
  });
}

interface Path {
  readonly chain: readonly [server: X509, ...above: X509[]];
  /** The name in the server's certificate that covers the HSM. */
  readonly name: string;
}

const fetchText = ({ observer, serverDate }: ObservedFetch): string => `${observer}: ${serverDate}`;
const fingerprintOf = ({ der }: X509): string => sha256(der).toString('hex');
const pathText = ({ chain, name }: Path): string => `${name}; SHA-256 ${fingerprintOf(chain[0])} (1/${chain.length})`;

function judgePaths(first: ObservedFetch, second: ObservedFetch | undefined, host: string): readonly [Path, ...Path[]] {
  const path = judgePath(first, host);
  if (!second) return [path];
  const other = judgePath(second, host);
  assertSameChain(first, second);
  return [path, other];
}

function judgePath(fetch: ObservedFetch, host: string): Path {
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
  return { chain, name };
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

/** Up to a root that names itself; whether that root is one of the system, the connection has judged when it was made. */
function assertLinked(observer: ObservedFetch['observer'], chain: Path['chain']): void {
  chain.forEach((certificate, position) => {
    const issuer = chain[position + 1];
    const isGood = issuer
      ? isSignedBy(certificate, issuer) && isCertificateAuthority(issuer)
      : position > 0 && certificate.issuerDer.equals(certificate.subjectDer);
    if (!isGood) refuse({ code: 'FETCH_TLS_BROKEN', observer, position });
  });
}

/** By the date of the server's own answer: the clocks of the machines decide nothing. */
function assertInTime(fetch: ObservedFetch, chain: Path['chain']): void {
  const at = dateOf(fetch);
  const position = chain.findIndex(({ notBefore, notAfter }) => at < notBefore.getTime() || at > notAfter.getTime());
  const { observer, serverDate } = fetch;
  if (position >= 0) refuse({ code: 'FETCH_TLS_OUT_OF_TIME', observer, position, serverDate });
}

/** RFC 9110 §5.6.7: the one form that servers write. */
const imfFixdate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

function dateOf({ observer, serverDate }: ObservedFetch): number {
  const at = imfFixdate.test(serverDate) ? Date.parse(serverDate) : Number.NaN;
  return Number.isNaN(at) ? refuse({ code: 'FETCH_DATE_FORM', observer, found: visibleText(serverDate, 64) }) : at;
}

/**
 * Whether both operators spoke with the same server: the same certificates from the server's to the root.
 * @throws FETCHES_TLS_DIFFER
 */
export function assertSameChain(first: ObservedFetch, second: ObservedFetch): void {
  const length = Math.max(first.tlsChain.length, second.tlsChain.length);
  for (let position = 0; position < length; position += 1) {
    const expected = hashAt(first.tlsChain, position);
    const found = hashAt(second.tlsChain, position);
    if (expected !== found) refuse({ code: 'FETCHES_TLS_DIFFER', position, expected, found });
  }
}

function hashAt(chain: readonly string[], position: number): string {
  const certificate = chain[position];
  return certificate === undefined ? 'none' : sha256(decodeBase64(certificate)).toString('hex');
}

/**
 * Whether the two fetches belong together in time.
 * @throws FETCH_DATE_FORM, FETCHES_APART
 */
export function assertOneDay(first: ObservedFetch, second: ObservedFetch): void {
  const hours = Math.round(Math.abs(dateOf(first) - dateOf(second)) / 3_600_000);
  if (hours > greatestDistanceHours) refuse({ code: 'FETCHES_APART', hours, limit: greatestDistanceHours });
}

function judgeObservers(first: ObservedFetch, second: ObservedFetch, certificate: ExchangeCertificate): void {
  if (first.observer === second.observer) refuse({ code: 'FETCHES_ONE_OBSERVER', observer: first.observer });
  for (const { observer, answer } of [first, second]) {
    const found = parseExchangeCertificate(parseExchangeKeyFile(decodeBase64(answer)).certificateDer).sha256Hex;
    const expected = certificate.sha256Hex;
    if (found !== expected) refuse({ code: 'FETCH_OTHER_KEY', observer, expected, found });
  }
  assertOneDay(first, second);
}

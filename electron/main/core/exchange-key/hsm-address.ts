// The address of an HSM as it is typed from paper: one spelling, a known cloud, and nothing that a browser would overlook.
import type { TrustMode } from '#shared/exchange-key/verdict.ts';
import type { FaultPart } from '#shared/faults/exchange-key.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

/** Host suffixes of the clouds that have Managed HSMs (REQ-04). */
const cloudSuffixes = ['.managedhsm.azure.net', '.managedhsm.usgovcloudapi.net', '.managedhsm.azure.cn'] as const;

/** Suffix of practice HSMs; RFC 2606 keeps `.invalid` from ever being a real host. */
const practiceSuffix = '.managedhsm.practice.invalid';

/**
 * The host of an HSM's base URL, letter for letter. One final slash may stand; user names, ports, paths, queries, upper case, a
 * trailing dot, punycode and anything outside a-z, 0-9 and the hyphen may not.
 * @throws HSM_URI_INVALID, HSM_CLOUD_UNKNOWN, HSM_HOST_PRACTICE
 */
export function parseHsmUri(uri: string, mode: TrustMode): string {
  const fail = (problem: Problem): never => refuse({ code: 'HSM_URI_INVALID', problem });
  if (!uri.toLowerCase().startsWith('https://')) fail('not-https');
  const host = uri.slice('https://'.length).replace(/\/$/, '');
  for (const [problem, pattern] of problems) if (pattern.test(uri.slice(0, 8) + host)) fail(problem);
  return knownHost(host, mode);
}

type Problem = FaultPart<'HSM_URI_INVALID', 'problem'>;

/** Looked for in this order in `https://` and the host. */
const problems: readonly (readonly [Problem, RegExp])[] = [
  ['user-info', /@/],
  ['path', /^https:\/\/[^/?#\\]*[/?#\\]/i],
  ['port', /^https:\/\/.*:/i],
  ['upper-case', /[A-Z]/],
  ['trailing-dot', /\.$/],
  ['characters', /^https:\/\/(?![a-z0-9.-]+$)/],
  ['punycode', /(?:\/|\.)..--/],
];

function knownHost(host: string, mode: TrustMode): string {
  if (mode === 'production' && host.endsWith(practiceSuffix))
    refuse({ code: 'HSM_HOST_PRACTICE', host: visibleText(host) });
  const suffixes = mode === 'practice' ? [...cloudSuffixes, practiceSuffix] : cloudSuffixes;
  const suffix = suffixes.find((known) => host.endsWith(known));
  const name = suffix === undefined ? '' : host.slice(0, -suffix.length);
  // Names of Managed HSMs are 3 to 24 letters, digits and hyphens (REQ-04), so a further dot is another host.
  if (!/^[a-z0-9][a-z0-9-]{1,22}[a-z0-9]$/.test(name)) {
    refuse({ code: 'HSM_CLOUD_UNKNOWN', host: visibleText(host, 120), suffixes });
  }
  return host;
}

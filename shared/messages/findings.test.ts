// What a check found is said in each language: with the same values, and nothing in English.
import { describe, expect, it } from 'vitest';
import type { PlainFinding } from '../online/findings.ts';
import { german } from './de/catalogue.ts';
import { english } from './en/catalogue.ts';
import { findingText } from './findings.ts';

/** One example of each kind; the compiler misses none. */
const examples: { readonly [Kind in PlainFinding['kind']]: Extract<PlainFinding, { readonly kind: Kind }> } = {
  value: { kind: 'value', value: 'X/Y' },
  nobody: { kind: 'nobody' },
  'not-asked': { kind: 'not-asked', missing: 'storage' },
  'other-tenant': { kind: 'other-tenant', tenant: 'X/1', planned: 'X/2' },
  'not-in-plan': { kind: 'not-in-plan', operators: ['X/1 (RO1)', 'X/2 (RO2)'] },
  'rights-held': { kind: 'rights-held', count: 71 },
  'rights-missing': { kind: 'rights-missing', rights: [{ step: 'create', role: 'X/1' }] },
  'no-source': { kind: 'no-source' },
  'hsm-soft-deleted': { kind: 'hsm-soft-deleted', name: 'X/1', until: 'X/2' },
  'hsm-purged': { kind: 'hsm-purged', name: 'X/1' },
  'hsm-exists': { kind: 'hsm-exists', name: 'X/1' },
  'hsm-failed': { kind: 'hsm-failed', name: 'X/1', state: 'X/2' },
  'hsm-extending': { kind: 'hsm-extending', regions: ['X/1', 'X/2'] },
  'hsm-not-made': { kind: 'hsm-not-made' },
  'hsm-made': { kind: 'hsm-made' },
  'hsm-state': { kind: 'hsm-state', provisioning: 'X/1', activation: 'not-activated' },
  'name-taken': { kind: 'name-taken', name: 'X/1', reason: '' },
  'hsms-in-region': { kind: 'hsms-in-region', count: 71, limit: 82, region: 'X/1' },
  'no-identity': { kind: 'no-identity' },
  'identity-not-attached': { kind: 'identity-not-attached', identity: 'X/1' },
  'identity-unknown': { kind: 'identity-unknown', identity: 'X/1' },
  'account-not-seen': { kind: 'account-not-seen', account: 'X/1' },
  'network-open': { kind: 'network-open' },
  'network-trusted': { kind: 'network-trusted' },
  'network-perimeter': { kind: 'network-perimeter' },
  'network-closed': { kind: 'network-closed' },
  'network-closed-to-sas': { kind: 'network-closed-to-sas' },
  'role-writes': { kind: 'role-writes' },
  'role-missing': { kind: 'role-missing' },
  'roles-unknown': { kind: 'roles-unknown', roles: ['X/1', 'X/2'] },
  'container-missing': { kind: 'container-missing', uri: 'X/1', then: 'needed' },
  'folder-missing': { kind: 'folder-missing', folder: 'X/1' },
  folder: { kind: 'folder', folder: 'X/1', files: 71, bytes: 82, written: 'X/2' },
  none: { kind: 'none' },
  'immutability-policy': { kind: 'immutability-policy' },
  'legal-hold': { kind: 'legal-hold' },
  'immutable-versions': { kind: 'immutable-versions' },
  'container-unseen': { kind: 'container-unseen', uri: 'X/1' },
  provider: { kind: 'provider', state: 'X/1' },
  'versions-newest': { kind: 'versions-newest' },
  'versions-older': { kind: 'versions-older', versions: ['X/1', 'X/2'] },
  'versions-end': { kind: 'versions-end', versions: ['X/1'], on: 'X/2' },
  'no-inventory': { kind: 'no-inventory' },
  'roles-not-read': { kind: 'roles-not-read' },
  'tenant-not-known': { kind: 'tenant-not-known' },
  'external-not-known': { kind: 'external-not-known' },
  'external-keys': { kind: 'external-keys', count: 71, keys: ['X/1', 'X/2'] },
  'ekm-connection': { kind: 'ekm-connection', host: 'X/1' },
  'locked-out': { kind: 'locked-out', operators: ['X/1', 'X/2'] },
};

/** The values in a text that stand out. */
const valuesIn = (text: string): readonly string[] => (text.match(/X\/[12Y]|71|82/gu) ?? []).sort();

describe('what was found', () => {
  it.each(Object.values(examples))('$kind is said with the same values in both languages', (finding) => {
    const [said, gesagt] = [findingText(english, finding), findingText(german, finding)];
    expect(valuesIn(gesagt)).toEqual(valuesIn(said));
    if (finding.kind !== 'value') expect(gesagt).not.toBe(said);
  });

  it('is what happened, where the question itself was refused', () => {
    const fault = { code: 'SERVICE_ANSWER_LOST', operation: 'control-plane' } as const;
    expect(findingText(german, { kind: 'refused', fault })).toBe(german.advice.SERVICE_ANSWER_LOST(fault).happened);
  });

  it('is counted and written as the language does', () => {
    const folder = { kind: 'folder', folder: 'f', files: 1, bytes: 18_446_744, written: null } as const;
    expect(findingText(english, folder)).toBe('f: 1 file, 18,446,744 bytes, written at an unknown time');
    expect(findingText(german, folder)).toBe('f: 1 Datei, 18.446.744 Bytes, Zeit des Schreibens unbekannt');
    expect(findingText(german, { kind: 'rights-held', count: 1 })).toBe('1 Recht angesehen');
  });
});

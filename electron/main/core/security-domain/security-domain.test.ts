// The security domain file: both versions, both encodings, and every rule of every field with the path that it is reported by.
import { createSecretKey } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { testCustodians, testDomain } from '#e2e/support/custodians.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { sealDirectJwe, sealWrappedJwe } from './jwe.ts';
import { domainWarnings, maxSecurityDomainBytes, parseSecurityDomain } from './security-domain.ts';

const custodians = testCustodians(4);
const file = testDomain(custodians.slice(0, 3), 2);
const share = (i = 0): string => sealWrappedJwe(Buffer.alloc(32, i + 1), custodians[i]!.publicKey);
const encShare = (i: number) => ({ enc_key: share(i), x5t_256: custodians[i]!.thumbprintS256 });
const datum = (tag: string, kid = tag) => ({
  compact_jwe: sealDirectJwe(Buffer.from(tag), Buffer.alloc(64), kid),
  tag,
});

interface Wire {
  EncData: { data: { compact_jwe: unknown; tag: unknown }[]; kdf: unknown };
  SharedKeys: { enc_shares: { enc_key: unknown; x5t_256: unknown }[]; key_algorithm: unknown; required: unknown };
  version: unknown;
}
const version1 = () => ({
  EncData: { data: [datum('hsm_backup')], kdf: 'sp108_kdf' },
  SplitKeys: {
    key_algorithm: 'xor_split',
    keys: [
      { key1: encShare(0), key2: encShare(1) },
      { key1: encShare(0), key2: encShare(2) },
      { key1: encShare(1), key2: encShare(2) },
    ],
  },
  version: 1,
});

const wire = (): Wire => JSON.parse(file.toString()) as Wire;
const parse = (value: unknown) => parseSecurityDomain(Buffer.from(JSON.stringify(value)));
/** What the file is refused with after a change; paths and rules as `path RULE`. */
function problems(change: (domain: Wire) => void): string[] {
  const domain = wire();
  change(domain);
  const fault = faultOf(() => parse(domain));
  if (fault.code !== 'SECURITY_DOMAIN_INVALID') throw new Error(fault.code);
  return fault.problems.map(({ path, rule }) => `${path} ${rule}`);
}
/** A member that a test adds or takes away. */
const member = (object: object) => object as Record<string, unknown>;

describe('a security domain of version 2', () => {
  it('is read in the order of the file', () => {
    const domain = parseSecurityDomain(file);
    expect(domain.version).toBe(2);
    expect(domain.required).toBe(2);
    expect(domain.shares.map(({ thumbprintS256 }) => thumbprintS256)).toEqual(
      custodians.slice(0, 3).map(({ thumbprintS256 }) => thumbprintS256),
    );
    expect(domain.data.map(({ datumTag }) => datumTag)).toEqual([
      'hsm_backup',
      'base_enclave_backup',
      'partition_enclave_backup',
    ]);
    expect(domainWarnings(domain)).toEqual([]);
  });

  it('is about as large as a real one', () => {
    expect(file.length).toBeGreaterThan(14_000);
    expect(file.length).toBeLessThan(26_000);
  });

  it('is read from base64url of its text, with a line end or without', () => {
    const encoded = file.toString('base64url');
    for (const text of [encoded, `${encoded}\n`, `${encoded}\r\n`]) {
      expect(parseSecurityDomain(Buffer.from(text))).toEqual(parseSecurityDomain(file));
    }
  });

  it('is read from the whole answer of the service, which has it as its only member', () => {
    for (const text of [file.toString(), file.toString('base64url')]) {
      expect(parse({ value: text })).toEqual(parseSecurityDomain(file));
      expect(faultCode(() => parse({ value: text, status: 'Success' }))).toBe('SECURITY_DOMAIN_VERSION_UNKNOWN');
      expect(faultCode(() => parse({ value: JSON.stringify({ value: text }) }))).toBe(
        'SECURITY_DOMAIN_VERSION_UNKNOWN',
      );
    }
    expect(faultCode(() => parse({ value: wire() }))).toBe('SECURITY_DOMAIN_VERSION_UNKNOWN');
    expect(faultCode(() => parse({ value: '' }))).toBe('JSON_SYNTAX');
    expect(faultCode(() => parse({ value: '{"WrappedKey":{}}' }))).toBe('FILE_OF_OTHER_KIND');
  });

  it.each<[string, (d: Wire) => void, string]>([
    ['a member in other letters', (d) => (member(d.SharedKeys)['Required'] = 3), 'SharedKeys.Required UNKNOWN_MEMBER'],
    ['a member in a wrong place', (d) => (member(d)['required'] = 3), 'required UNKNOWN_MEMBER'],
    ['a member of the restore blob', (d) => (member(d)['WrappedKey'] = {}), 'WrappedKey UNKNOWN_MEMBER'],
    ['both kinds of keys', (d) => (member(d)['SplitKeys'] = {}), 'SplitKeys UNKNOWN_MEMBER'],
    ['no EncData', (d) => delete member(d)['EncData'], 'EncData MISSING'],
    ['no SharedKeys', (d) => delete member(d)['SharedKeys'], 'SharedKeys MISSING'],
    ['EncData that is a list', (d) => (member(d)['EncData'] = []), 'EncData TYPE'],
    ['another kdf', (d) => (d.EncData.kdf = 'hkdf'), 'EncData.kdf VALUE'],
    ['no data', (d) => (d.EncData.data = []), 'EncData.data COUNT'],
    ['65 data', (d) => (d.EncData.data = Array.from({ length: 65 }, (_, i) => datum(`t${i}`))), 'EncData.data COUNT'],
    ['no tag', (d) => delete member(d.EncData.data[0]!)['tag'], 'EncData.data[0].tag MISSING'],
    ['an empty tag', (d) => (d.EncData.data[0] = datum('')), 'EncData.data[0].tag TAG_EMPTY'],
    ['a tag of 257 characters', (d) => (d.EncData.data[0] = datum('x'.repeat(257))), 'EncData.data[0].tag TAG_LENGTH'],
    ['a tag that is not its kid', (d) => (d.EncData.data[0] = datum('a', 'b')), 'EncData.data[0].tag TAG_KID'],
    ['the same tag twice', (d) => (d.EncData.data[2] = datum('hsm_backup')), 'EncData.data[2].tag TAG_TWICE'],
    [
      'a datum that is no JWE',
      (d) => (d.EncData.data[1]!.compact_jwe = 'a.b'),
      'EncData.data[1].compact_jwe JWE_PARTS',
    ],
    ['a datum that is a number', (d) => (d.EncData.data[1]!.compact_jwe = 5), 'EncData.data[1].compact_jwe TYPE'],
    [
      'a datum under a wrapped key',
      (d) => (d.EncData.data[1]!.compact_jwe = share()),
      'EncData.data[1].compact_jwe JWE_ALGORITHM_REFUSED',
    ],
    [
      'a datum whose tag has 31 bytes',
      (d) =>
        (d.EncData.data[0]!.compact_jwe = (d.EncData.data[0]!.compact_jwe as string).replace(/.{43}$/, 'A'.repeat(42))),
      'EncData.data[0].compact_jwe JWE_TAG_LENGTH',
    ],
    [
      'a datum without its tag',
      (d) => (d.EncData.data[0]!.compact_jwe = (d.EncData.data[0]!.compact_jwe as string).replace(/[^.]+$/, '')),
      'EncData.data[0].compact_jwe JWE_TAG_LENGTH',
    ],
    ['two shares', (d) => (d.SharedKeys.enc_shares.length = 2), 'SharedKeys.enc_shares COUNT'],
    ['another sharing scheme', (d) => (d.SharedKeys.key_algorithm = 'xor_split'), 'SharedKeys.key_algorithm VALUE'],
    ['no quorum', (d) => delete member(d.SharedKeys)['required'], 'SharedKeys.required MISSING'],
    ['a quorum of 1', (d) => (d.SharedKeys.required = 1), 'SharedKeys.required QUORUM'],
    ['a quorum of 4 of 3', (d) => (d.SharedKeys.required = 4), 'SharedKeys.required QUORUM_ABOVE_SHARES'],
    ['a quorum of 2.5', (d) => (d.SharedKeys.required = 2.5), 'SharedKeys.required TYPE'],
    ['a quorum in letters', (d) => (d.SharedKeys.required = '2'), 'SharedKeys.required TYPE'],
    [
      'a thumbprint of 31 bytes',
      (d) => (d.SharedKeys.enc_shares[2]!.x5t_256 = Buffer.alloc(31).toString('base64url')),
      'SharedKeys.enc_shares[2].x5t_256 THUMBPRINT',
    ],
    [
      'a thumbprint with padding',
      (d) => (d.SharedKeys.enc_shares[2]!.x5t_256 = Buffer.alloc(32).toString('base64')),
      'SharedKeys.enc_shares[2].x5t_256 THUMBPRINT',
    ],
    [
      'the same thumbprint twice',
      (d) => (d.SharedKeys.enc_shares[2]!.x5t_256 = d.SharedKeys.enc_shares[0]!.x5t_256),
      'SharedKeys.enc_shares[2].x5t_256 THUMBPRINT_TWICE',
    ],
    [
      'a share that is sealed directly',
      (d) => (d.SharedKeys.enc_shares[1]!.enc_key = datum('x').compact_jwe),
      'SharedKeys.enc_shares[1].enc_key JWE_ALGORITHM_REFUSED',
    ],
    [
      'a share for RSA1_5',
      (d) => {
        const header = Buffer.from('{"alg":"RSA1_5","enc":"A256CBC-HS512"}').toString('base64url');
        d.SharedKeys.enc_shares[1]!.enc_key = share().replace(/^[^.]+/, header);
      },
      'SharedKeys.enc_shares[1].enc_key JWE_ALGORITHM_REFUSED',
    ],
  ])('is refused with %s', (_, change, problem) => {
    expect(problems(change)).toEqual([problem]);
  });

  it('is accepted at its limits: 10 shares, quorum of 10, a tag of 256 characters, 64 data', () => {
    const all = testCustodians(10);
    expect(parseSecurityDomain(testDomain(all, 10)).required).toBe(10);
    const domain = wire();
    domain.EncData.data = Array.from({ length: 64 }, (_, i) => datum(`${i}`.padEnd(256, 'x')));
    expect(parse(domain).data).toHaveLength(64);
  });

  it('is refused with a quorum of 11', () => {
    expect(problems((d) => (d.SharedKeys.required = 11))).toContain('SharedKeys.required QUORUM');
  });

  it('is refused with 11 shares', () => {
    const extra = testCustodians(11);
    const shares = extra.map(({ thumbprintS256 }) => ({ enc_key: share(), x5t_256: thumbprintS256 }));
    expect(problems((d) => (d.SharedKeys.enc_shares = shares))).toEqual(['SharedKeys.enc_shares COUNT']);
  });

  it('reports all bad fields together', () => {
    const found = problems((d) => {
      d.EncData.kdf = 'md5';
      d.EncData.data[0]!.compact_jwe = '....';
      d.EncData.data[2]!.tag = 7;
      d.SharedKeys.enc_shares[1]!.x5t_256 = 'short';
      d.SharedKeys.required = 1;
      member(d)['SplitKeys'] = {};
      // What is only unknown is no problem, and hides none.
      member(d)['extra'] = true;
      member(d.EncData.data[1]!)['extra'] = true;
    });
    expect(found.sort()).toEqual(
      [
        'EncData.kdf VALUE',
        'EncData.data[0].compact_jwe JWE_HEADER',
        'EncData.data[2].tag TYPE',
        'SharedKeys.enc_shares[1].x5t_256 THUMBPRINT',
        'SharedKeys.required QUORUM',
        'SplitKeys UNKNOWN_MEMBER',
      ].sort(),
    );
  });

  it('warns of shares that are wrapped the old way, and of members that are unknown', async () => {
    const domain = wire();
    domain.SharedKeys.enc_shares[1]!.enc_key = await new CompactEncrypt(Buffer.alloc(64))
      .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256CBC-HS512', kid: 'not used' })
      .encrypt(custodians[1]!.publicKey);
    member(domain)['x'] = 1;
    expect(domainWarnings(parse(domain))).toEqual([
      { code: 'SHARES_WRAPPED_WITH_SHA1', custodian: custodians[1]!.thumbprintS256 },
      { code: 'SECURITY_DOMAIN_MEMBERS_UNKNOWN', members: ['x'] },
    ]);
  });

  it('never takes a datum that jose sealed under another encryption', async () => {
    const domain = wire();
    domain.EncData.data[0]!.compact_jwe = await new CompactEncrypt(Buffer.alloc(9))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'hsm_backup' })
      .encrypt(createSecretKey(Buffer.alloc(32)));
    expect(faultOf(() => parse(domain))).toMatchObject({
      problems: [{ path: 'EncData.data[0].compact_jwe', rule: 'JWE_ENCRYPTION_REFUSED' }],
    });
  });
});

describe('members of version 2 that nobody knows yet', () => {
  /** What is read from a file with more members, and which of them were left out. */
  function read(change: (domain: Wire) => void): { readonly unknownMembers: readonly string[] } {
    const domain = wire();
    change(domain);
    const found = parse(domain);
    // All the rest is read as if they were not there.
    expect({ ...found, unknownMembers: [] }).toEqual(parseSecurityDomain(file));
    return found;
  }
  const nested = { deep: [{ enc_shares: [1], required: 9 }] };

  it.each<[string, (d: Wire) => object, string]>([
    ['of the file', (d) => d, 'new_member'],
    ['of EncData', (d) => d.EncData, 'EncData.new_member'],
    ['of a datum', (d) => d.EncData.data[1]!, 'EncData.data[1].new_member'],
    ['of SharedKeys', (d) => d.SharedKeys, 'SharedKeys.new_member'],
    ['of a share', (d) => d.SharedKeys.enc_shares[2]!, 'SharedKeys.enc_shares[2].new_member'],
  ])('are named and left out: a member %s', (_, place, path) => {
    for (const value of [null, 1, 'text', nested]) {
      expect(read((d) => (member(place(d))['new_member'] = value)).unknownMembers).toEqual([path]);
    }
  });

  it('are all named, up to 50', () => {
    const { unknownMembers } = read((d) => {
      for (let i = 0; i < 60; i += 1) member(d)[`m${i}`] = i;
      member(d.SharedKeys)['n'] = 1;
    });
    expect(unknownMembers).toHaveLength(50);
  });

  it('have names that cannot move the cursor of a terminal, or meet an inherited one', () => {
    const text = file.toString().replace('"required":2', '"required":2,"\\u001b[2J":1,"__proto__":{"required":9}');
    const domain = parseSecurityDomain(Buffer.from(text));
    expect(domain.required).toBe(2);
    expect(domain.unknownMembers).toHaveLength(2);
    for (const name of domain.unknownMembers) expect(name).toMatch(/^[ -~]+$/);
  });

  it('are still read strictly: no member twice, and none that is no JSON', () => {
    const twice = file.toString().replace('"required":2', '"required":2,"x":1,"x":1');
    expect(faultCode(() => parseSecurityDomain(Buffer.from(twice)))).toBe('JSON_DUPLICATE_MEMBER');
    const spoiled = file.toString().replace('"required":2', '"required":2,"x":NaN');
    expect(faultCode(() => parseSecurityDomain(Buffer.from(spoiled)))).toBe('JSON_SYNTAX');
  });

  it('are read in time that grows with the file alone, however many there are', () => {
    const share = { a: 1, enc_key: 'x', x5t_256: 'y' };
    const domain = wire();
    domain.SharedKeys.enc_shares = Array.from({ length: 20_000 }, () => share);
    const fault = faultOf(() => parse(domain));
    expect(fault).toMatchObject({ code: 'SECURITY_DOMAIN_INVALID' });
  });
});

describe('a security domain of version 1', () => {
  it('lists both halves of each pair in turn', () => {
    const domain = parse(version1());
    expect(domain).toMatchObject({
      version: 1,
      required: 2,
      pairs: [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
    });
    const thumbprints = [0, 1, 0, 2, 1, 2].map((i) => custodians[i]!.thumbprintS256);
    expect(domain.shares.map(({ thumbprintS256 }) => thumbprintS256)).toEqual(thumbprints);
  });

  it.each<[string, (d: ReturnType<typeof version1>) => void, string]>([
    ['no pairs', (d) => (d.SplitKeys.keys = []), 'SplitKeys.keys COUNT'],
    [
      '46 pairs',
      (d) => (d.SplitKeys.keys = Array.from({ length: 46 }, () => d.SplitKeys.keys[0]!)),
      'SplitKeys.keys COUNT',
    ],
    ['another scheme', (d) => (d.SplitKeys.key_algorithm = 'shamir_share'), 'SplitKeys.key_algorithm VALUE'],
    ['half a pair', (d) => delete member(d.SplitKeys.keys[1]!)['key2'], 'SplitKeys.keys[1].key2 MISSING'],
    ['a third half', (d) => (member(d.SplitKeys.keys[1]!)['key3'] = {}), 'SplitKeys.keys[1].key3 UNKNOWN_MEMBER'],
    [
      'a pair of one custodian with himself',
      (d) => (d.SplitKeys.keys[2]!.key2 = encShare(1)),
      'SplitKeys.keys[2].key2.x5t_256 THUMBPRINT_TWICE',
    ],
    ['a bad thumbprint', (d) => (d.SplitKeys.keys[0]!.key1.x5t_256 = ''), 'SplitKeys.keys[0].key1.x5t_256 THUMBPRINT'],
    ['keys of version 2', (d) => (member(d)['SharedKeys'] = {}), 'SharedKeys UNKNOWN_MEMBER'],
    ['an unknown member: nobody writes this version any more', (d) => (member(d)['x'] = 1), 'x UNKNOWN_MEMBER'],
  ])('is refused with %s', (_, change, problem) => {
    const domain = version1();
    change(domain);
    const fault = faultOf(() => parse(domain));
    expect(
      fault.code === 'SECURITY_DOMAIN_INVALID' && fault.problems.map(({ path, rule }) => `${path} ${rule}`),
    ).toEqual([problem]);
  });
});

describe('what is no security domain', () => {
  it.each([
    ['no version', '{"EncData":{}}', 'SECURITY_DOMAIN_VERSION_UNKNOWN'],
    ['version 3', '{"version":3}', 'SECURITY_DOMAIN_VERSION_UNKNOWN'],
    ['version "2"', '{"version":"2"}', 'SECURITY_DOMAIN_VERSION_UNKNOWN'],
    ['a list', '[]', 'SECURITY_DOMAIN_VERSION_UNKNOWN'],
    ['null', ' null', 'SECURITY_DOMAIN_VERSION_UNKNOWN'],
    ['an empty file', '', 'JSON_SYNTAX'],
    ['a byte order mark', '\ufeff{"version":2}', 'JSON_BOM'],
    ['a second text', '{"version":2}{}', 'JSON_TRAILING_BYTES'],
    ['the version twice', '{"version":2,"version":2}', 'JSON_DUPLICATE_MEMBER'],
    ['base64url of something else', Buffer.from('nothing').toString('base64url'), 'JSON_SYNTAX'],
    ['base64url with padding', `${Buffer.from('{"version":2}').toString('base64url')}==`, 'BASE64_INVALID'],
    ['base64url of base64url', Buffer.from(file.toString('base64url')).toString('base64url'), 'JSON_SYNTAX'],
    ['the restore blob', '{"EncData":{},"WrappedKey":{}}', 'FILE_OF_OTHER_KIND'],
    ['an exchange key', '{"kty":"RSA"}', 'FILE_OF_OTHER_KIND'],
    ['a bundle', '{"payloadType":"x"}', 'FILE_OF_OTHER_KIND'],
    ['a certificate', '-----BEGIN CERTIFICATE-----', 'FILE_OF_OTHER_KIND'],
    ['a private key', '-----BEGIN ENCRYPTED PRIVATE KEY-----', 'FILE_OF_OTHER_KIND'],
  ])('is refused: %s', (_, text, code) => {
    expect(faultCode(() => parseSecurityDomain(Buffer.from(text)))).toBe(code);
  });

  it('is refused by its size before it is read', () => {
    expect(faultCode(() => parseSecurityDomain(Buffer.alloc(maxSecurityDomainBytes + 1, 0x20)))).toBe('JSON_TOO_LARGE');
    expect(faultCode(() => parseSecurityDomain(Buffer.alloc(maxSecurityDomainBytes, 0x20)))).toBe('JSON_SYNTAX');
  });

  it('duplicate members deep inside are found', () => {
    const text = file.toString().replace('"required":2', '"required":2,"required":2');
    expect(faultOf(() => parseSecurityDomain(Buffer.from(text)))).toMatchObject({
      code: 'JSON_DUPLICATE_MEMBER',
      member: 'required',
    });
  });
});

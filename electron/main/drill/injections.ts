// What a drill can do wrong on purpose with keys, shares and blobs, and by which refusal each must be caught. Nothing is lost: the right
// step follows.
import { randomBytes, X509Certificate } from 'node:crypto';
import type { Fault } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { sealWrappedJwe } from '#core/security-domain/jwe.ts';
import { encodeShare, secretLength } from '#core/security-domain/shamir.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { type DrillCustodian, makeCustodian } from './custodians.ts';
import { buildBlob, practiceClaim, type RecoveryScene, refuseBlobForOther, withShares } from './scene.ts';
import type { StageLog } from './stage.ts';

export const secretsFaults = [
  'wrong-passphrase',
  'foreign-key',
  'swapped-exchange-key',
  'damaged-share',
  'tampered-datum',
  'blob-for-other-hsm',
] as const;
type SecretsFault = (typeof secretsFaults)[number];

export interface InjectionParts {
  readonly faults: ReadonlySet<string>;
  readonly host: ProcessHost;
  readonly log: StageLog;
  /** Where a stranger's key is made. */
  readonly sticks: string;
  readonly createStrangersHsm: () => Promise<ManagedHsm>;
}

/** Injects what goes wrong with keys, shares and blobs, each at its place. */
export class SecretsInjections {
  readonly #parts: InjectionParts;

  constructor(parts: InjectionParts) {
    this.#parts = parts;
  }

  /** @returns what was caught */
  async beforeBuild(scene: RecoveryScene): Promise<readonly Fault[]> {
    const actions: Readonly<Partial<Record<SecretsFault, () => Promise<Fault>>>> = {
      'wrong-passphrase': () => this.#wrongPassphrase(scene),
      'foreign-key': () => this.#foreignKey(scene),
      'swapped-exchange-key': () => this.#swappedExchangeKey(scene),
      'damaged-share': () => this.#damagedShare(scene),
      'tampered-datum': () =>
        this.#parts.log.expectRefusal(['DATUM_NOT_AUTHENTIC'], () =>
          this.#checkQuorum(withTamperedDatum(scene.securityDomain), scene.quorum),
        ),
    };
    const caught: Fault[] = [];
    for (const [fault, action] of Object.entries(actions)) {
      if (this.#parts.faults.has(fault)) caught.push(await action());
    }
    return caught;
  }

  /**
   * A blob for a stranger's HSM is noticed before it is sent, and refused by the HSM if it is sent all the same.
   * @returns what was caught
   */
  async beforeUpload({ securityDomain, quorum, hsm }: RecoveryScene): Promise<readonly Fault[]> {
    const { faults, log, host } = this.#parts;
    if (!faults.has('blob-for-other-hsm')) return [];
    const own = await hsm.securityDomain.getTransferKey();
    const { thumbprintS256 } = verifyExchangeKey(practiceClaim(own.rawAnswer, hsm));
    const stranger = await this.#parts.createStrangersHsm();
    const { rawAnswer } = await stranger.securityDomain.getTransferKey();
    const blob = await buildBlob(host, securityDomain, quorum, practiceClaim(rawAnswer, stranger));
    return [
      await log.expectRefusal(['RESTORE_BLOB_FOR_OTHER_KEY'], () => {
        refuseBlobForOther(blob, thumbprintS256);
        return Promise.resolve();
      }),
      await log.expectRefusal(['SERVICE_REFUSED'], () => hsm.securityDomain.beginUpload(blob)),
    ];
  }

  #wrongPassphrase({ securityDomain, quorum: [first, second] }: RecoveryScene): Promise<Fault> {
    if (!first || !second) throw new Error('a quorum has two custodians at least');
    const mistaken = { ...first, turn: { ...first.turn, passphrase: second.turn.passphrase } };
    return this.#parts.log.expectRefusal(['PASSPHRASE_WRONG'], () => this.#giveShare(securityDomain, mistaken));
  }

  async #foreignKey({ securityDomain }: RecoveryScene): Promise<Fault> {
    const stranger = await makeCustodian(this.#parts.host, this.#parts.sticks, 'stranger');
    return this.#parts.log.expectRefusal(['KEY_OPENS_NO_SHARE'], () => this.#giveShare(securityDomain, stranger));
  }

  /** A stranger's HSM has an attested exchange key too: only the name tells it apart. */
  async #swappedExchangeKey({ securityDomain, quorum, hsm }: RecoveryScene): Promise<Fault> {
    const { rawAnswer } = await (await this.#parts.createStrangersHsm()).securityDomain.getTransferKey();
    return this.#parts.log.expectRefusal(['EXCHANGE_NAME_OTHER'], () =>
      buildBlob(this.#parts.host, securityDomain, quorum, practiceClaim(rawAnswer, hsm)),
    );
  }

  /** With two custodians more than the quorum the share is named, with one it is noticed, with none a datum does not open. */
  #damagedShare({ securityDomain, custodians, quorum }: RecoveryScene): Promise<Fault> {
    const [first] = custodians;
    if (!first) throw new Error('there are no custodians');
    const copy = withDamagedShare(securityDomain, first.certificateDer);
    const extra = custodians.length - quorum.length;
    const noticed = extra >= 2 ? 'SHARE_OFF_POLYNOMIAL' : extra === 1 ? 'SHARES_INCONSISTENT' : undefined;
    // Without a share to spare, wrong shares give a wrong key, or with some luck none at all.
    const codes = noticed ? ([noticed] as const) : (['DATUM_NOT_AUTHENTIC', 'SHARED_SECRET_RANGE'] as const);
    return this.#parts.log.expectRefusal(codes, () => this.#checkQuorum(copy, custodians));
  }

  #checkQuorum(securityDomain: Buffer, custodians: readonly DrillCustodian[]): Promise<unknown> {
    return withShares(this.#parts.host, securityDomain, custodians, (session) => session.checkQuorum());
  }

  #giveShare(securityDomain: Buffer, custodian: DrillCustodian): Promise<void> {
    return withShares(this.#parts.host, securityDomain, [custodian], () => Promise.resolve());
  }
}

interface SecurityDomainJson {
  EncData: { data: { compact_jwe: string }[] };
  SharedKeys: { enc_shares: { enc_key: string }[] };
}

/** Our own file, read back to be damaged: what is checked here is the reader of the copy, not this one. */
function spoil(securityDomain: Buffer, change: (domain: SecurityDomainJson) => void): Buffer {
  // oxlint-disable-next-line no-restricted-properties -- the file was written and parsed by this very drill
  const domain = JSON.parse(securityDomain.toString('utf8')) as SecurityDomainJson;
  change(domain);
  return Buffer.from(JSON.stringify(domain), 'utf8');
}

/** A copy in which the first custodian's share is a whole share, but of no polynomial that the others are on. */
export function withDamagedShare(securityDomain: Buffer, custodianCertificate: Buffer): Buffer {
  const values = Uint16Array.from(randomBytes(secretLength));
  const share = encodeShare({ index: 1, values });
  try {
    const { publicKey } = new X509Certificate(custodianCertificate);
    return spoil(
      securityDomain,
      ({
        SharedKeys: {
          enc_shares: [first],
        },
      }) => {
        if (first) first.enc_key = sealWrappedJwe(share, publicKey);
      },
    );
  } finally {
    wipe(share);
  }
}

/** A copy in which one character of the first datum's ciphertext is another. */
export function withTamperedDatum(securityDomain: Buffer): Buffer {
  return spoil(
    securityDomain,
    ({
      EncData: {
        data: [first],
      },
    }) => {
      if (!first) return;
      const parts = first.compact_jwe.split('.');
      parts[3] = (parts[3] ?? '').replace(/^./, (digit) => (digit === 'A' ? 'B' : 'A'));
      first.compact_jwe = parts.join('.');
    },
  );
}

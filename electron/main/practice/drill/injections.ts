// What a drill can do wrong on purpose, and by which refusal each must be caught. Nothing is lost: the right step follows.
import { randomBytes, X509Certificate } from 'node:crypto';
import { wipe } from '../../core/encoding/bytes.ts';
import { sealWrappedJwe } from '../../core/security-domain/jwe.ts';
import { encodeShare, secretLength } from '../../core/security-domain/shamir.ts';
import type { ManagedHsm } from '../../online/managed-hsm.ts';
import type { ProcessHost } from '../../ports/process-host.ts';
import { type DrillCustodian, makeCustodian } from './custodians.ts';
import { buildBlob, practiceClaim, type RecoveryScene, refuseBlobForOther, withShares } from './scene.ts';
import type { StageLog } from './stage.ts';

export const drillFaults = [
  'wrong-passphrase',
  'foreign-key',
  'swapped-exchange-key',
  'damaged-share',
  'tampered-datum',
  'blob-for-other-hsm',
] as const;
export type DrillFault = (typeof drillFaults)[number];

interface InjectionOptions {
  readonly fault?: DrillFault | undefined;
  readonly host: ProcessHost;
}

/** Injects the one fault that was asked for, at its place. */
export class Injections {
  readonly #options: InjectionOptions;
  readonly #log: StageLog;
  readonly #sticks: string;
  readonly #createStrangersHsm: () => Promise<ManagedHsm>;

  constructor(options: InjectionOptions, log: StageLog, sticks: string, createStrangersHsm: () => Promise<ManagedHsm>) {
    this.#options = options;
    this.#log = log;
    this.#sticks = sticks;
    this.#createStrangersHsm = createStrangersHsm;
  }

  async beforeBuild(scene: RecoveryScene): Promise<void> {
    switch (this.#options.fault) {
      case 'wrong-passphrase':
        return this.#wrongPassphrase(scene);
      case 'foreign-key':
        return this.#foreignKey(scene);
      case 'swapped-exchange-key':
        return this.#swappedExchangeKey(scene);
      case 'damaged-share':
        return this.#damagedShare(scene);
      case 'tampered-datum':
        return this.#log.expectRefusal(['DATUM_NOT_AUTHENTIC'], () =>
          this.#checkQuorum(withTamperedDatum(scene.securityDomain), scene.quorum),
        );
      case 'blob-for-other-hsm':
      case undefined:
        return undefined;
    }
  }

  /** A blob for a stranger's HSM is noticed before it is sent, and refused by the HSM if it is sent all the same. */
  async beforeUpload({ securityDomain, quorum, hsm }: RecoveryScene, thumbprintS256: string): Promise<void> {
    if (this.#options.fault !== 'blob-for-other-hsm') return;
    const stranger = await this.#createStrangersHsm();
    const { rawAnswer } = await stranger.securityDomain.getTransferKey();
    const blob = await buildBlob(this.#options.host, securityDomain, quorum, practiceClaim(rawAnswer, stranger));
    await this.#log.expectRefusal(['RESTORE_BLOB_FOR_OTHER_KEY'], () => {
      refuseBlobForOther(blob, thumbprintS256);
      return Promise.resolve();
    });
    await this.#log.expectRefusal(['SERVICE_REFUSED'], () => hsm.securityDomain.beginUpload(blob));
  }

  #wrongPassphrase({ securityDomain, quorum: [first, second] }: RecoveryScene): Promise<void> {
    if (!first || !second) throw new Error('a quorum has two custodians at least');
    const mistaken = { ...first, turn: { ...first.turn, passphrase: second.turn.passphrase } };
    return this.#log.expectRefusal(['PASSPHRASE_WRONG'], () => this.#giveShare(securityDomain, mistaken));
  }

  async #foreignKey({ securityDomain }: RecoveryScene): Promise<void> {
    const stranger = await makeCustodian(this.#options.host, this.#sticks, 'stranger');
    await this.#log.expectRefusal(['KEY_OPENS_NO_SHARE'], () => this.#giveShare(securityDomain, stranger));
  }

  /** A stranger's HSM has an attested exchange key too: only the name tells it apart. */
  async #swappedExchangeKey({ securityDomain, quorum, hsm }: RecoveryScene): Promise<void> {
    const { rawAnswer } = await (await this.#createStrangersHsm()).securityDomain.getTransferKey();
    await this.#log.expectRefusal(['EXCHANGE_NAME_OTHER'], () =>
      buildBlob(this.#options.host, securityDomain, quorum, practiceClaim(rawAnswer, hsm)),
    );
  }

  /** With two custodians more than the quorum the share is named, with one it is noticed, with none a datum does not open. */
  async #damagedShare({ securityDomain, custodians, quorum }: RecoveryScene): Promise<void> {
    const [first] = custodians;
    if (!first) throw new Error('there are no custodians');
    const copy = withDamagedShare(securityDomain, first.certificateDer);
    const extra = custodians.length - quorum.length;
    const noticed = extra >= 2 ? 'SHARE_OFF_POLYNOMIAL' : extra === 1 ? 'SHARES_INCONSISTENT' : undefined;
    // Without a share to spare, wrong shares give a wrong key, or with some luck none at all.
    const codes = noticed ? ([noticed] as const) : (['DATUM_NOT_AUTHENTIC', 'SHARED_SECRET_RANGE'] as const);
    await this.#log.expectRefusal(codes, () => this.#checkQuorum(copy, custodians));
  }

  #checkQuorum(securityDomain: Buffer, custodians: readonly DrillCustodian[]): Promise<unknown> {
    return withShares(this.#options.host, securityDomain, custodians, (session) => session.checkQuorum());
  }

  #giveShare(securityDomain: Buffer, custodian: DrillCustodian): Promise<void> {
    return withShares(this.#options.host, securityDomain, [custodian], () => Promise.resolve());
  }
}

interface SecurityDomainJson {
  EncData: { data: { compact_jwe: string }[] };
  SharedKeys: { enc_shares: { enc_key: string }[] };
}

/** Our own file, read back to be spoilt: what is checked here is the reader of the copy, not this one. */
function spoil(securityDomain: Buffer, change: (domain: SecurityDomainJson) => void): Buffer {
  // eslint-disable-next-line no-restricted-syntax -- the file was written and parsed by this very drill
  const domain = JSON.parse(securityDomain.toString('utf8')) as SecurityDomainJson;
  change(domain);
  return Buffer.from(JSON.stringify(domain), 'utf8');
}

/** A copy in which the first custodian's share is a whole share, but of no polynomial that the others lie on. */
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

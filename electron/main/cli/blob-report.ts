// What a command says about the restore blob that it has built, and what its result rests on.
import type { ExchangeKeyVerdict } from '#shared/exchange-key/verdict.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { domainWarningText } from '#shared/messages/domain-warning-text.ts';
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import type { DomainWarning } from '#shared/schemas/domain-warning.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { domainWarnings, type SecurityDomain } from '#core/security-domain/security-domain.ts';
import type { AcceptedCustodian } from '#services/offline/custodian-turn.ts';
import type { BuiltBlob } from '#services/offline/recovery-session.ts';
import type { CommandResult } from './output.ts';
import { row } from './row.ts';

export interface BlobReport {
  readonly out: string;
  readonly built: BuiltBlob;
  readonly accepted: readonly AcceptedCustodian[];
  readonly domain: SecurityDomain;
  readonly evidence: ExchangeKeyVerdict;
  readonly certificateSha256Hex: string;
}

export function blobReport(report: BlobReport): CommandResult {
  const { out, built, accepted, evidence, certificateSha256Hex } = report;
  const blobSha256 = sha256(built.blob).toString('hex');
  const onCaller = evidence.checks.filter(({ outcome }) => outcome === 'on-caller').map(({ id }) => id);
  const custodians = accepted.map(({ thumbprintS256, keyBits, protection }) => ({
    thumbprintS256,
    keyBits,
    protection,
  }));
  const warnings = warningsOf(report);
  return {
    result: {
      file: out,
      bytes: built.blob.length,
      sha256: blobSha256,
      practice: evidence.mode === 'practice',
      exchangeCertificateSha256: certificateSha256Hex,
      evidence,
      restsOnCaller: onCaller,
      custodians,
      data: built.datumTags,
      warnings,
    },
    text: ({ commands: { common, restoreBlob: texts }, exchangeKey: { checks }, screens }) => [
      ...(evidence.mode === 'practice' ? [texts.practice] : []),
      row(texts.file, common.file(visibleText(out), built.blob.length)),
      row('  SHA-256', blobSha256),
      row(texts.madeFor, texts.certificate(certificateSha256Hex)),
      ...unattestedLines(evidence, texts),
      ...custodians.map(({ thumbprintS256 }, at) =>
        row(at === 0 ? texts.custodians : '', certificateSha256Of(thumbprintS256)),
      ),
      row(common.data, texts.authentic(built.datumTags.map((tag) => visibleText(tag)).join(', '))),
      ...onCaller.map((id, at) => row(at === 0 ? texts.restsOnYou : '', checks[id].title)),
      ...warnings.map((warning) =>
        row(
          common.warning,
          warning.code === 'KEY_UNPROTECTED'
            ? texts.unprotected(certificateSha256Of(warning.custodian))
            : domainWarningText(warning, screens.securityDomain),
        ),
      ),
    ],
  };
}

function unattestedLines({ exception }: ExchangeKeyVerdict, texts: CommandTexts['restoreBlob']): string[] {
  if (!exception) return [];
  return [
    row(`  ${texts.notAttested}`, texts.nothingProves),
    row(`  ${texts.reason}`, visibleText(exception.reason, 400)),
  ];
}

/** `custodian`: thumbprint of the certificate, base64url of its SHA-256. */
type Warning = DomainWarning | { readonly code: 'KEY_UNPROTECTED'; readonly custodian: string };

function warningsOf({ accepted, domain }: Pick<BlobReport, 'accepted' | 'domain'>): Warning[] {
  const unprotected = accepted.filter(({ protection }) => protection === 'none');
  return [
    ...unprotected.map(({ thumbprintS256 }) => ({ code: 'KEY_UNPROTECTED' as const, custodian: thumbprintS256 })),
    ...domainWarnings(domain),
  ];
}

// Bundles that are signed: what they carry, for which HSM, and the words of the exchange key, which the holder has on a sheet of their own.
import { basename } from 'node:path';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { SignedBundle } from '#core/transfer/bundle.ts';
import { type BundleOrder, filesOf, type SeenFiles } from '../../bundles/make-bundle.ts';
import { type AskedFact, fact } from '../confirmation.ts';
import { type Signing, signedFacts } from './signing.ts';

/** Restore blobs leave from their ceremony alone. */
export type ToolsBundle = Exclude<BundleOrder, { readonly type: 'restore-blob' }>;

/** A bundle that is made here. @param seen its files, as they are now */
export const signingOf = (plan: Plan, order: ToolsBundle, seen: SeenFiles): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { send: t } = texts.screens.bundle;
    return {
      title: t.title,
      facts: [
        fact(t.what, t.kinds[order.type].title),
        ...contentFacts(order, t),
        ...filesOf(order).map((path) => fact(fileName(path), seen.get(path) ?? '')),
        ...signedFacts(texts, plan),
      ],
    };
  },
});

const fileName = (path: string): string => visibleText(basename(path), 80);

function contentFacts(order: ToolsBundle, t: Catalogue['screens']['bundle']['send']): readonly AskedFact[] {
  switch (order.type) {
    case 'plan':
      return [];
    case 'activation-certificates':
      return [fact(t.certificates, ...order.certificates.map(fileName))];
    case 'security-domain':
      return [
        fact(t.securityDomain, fileName(order.file)),
        fact(t.certificatesBundle, fileName(order.certificates)),
        fact(t.requestId, order.origin.requestId),
        fact(t.receivedAt, order.origin.receivedAt),
      ];
    case 'exchange-key':
      return [
        fact(t.first, fileName(order.observations[0])),
        fact(t.second, fileName(order.observations[1])),
        ...(order.choice === undefined ? [] : [fact(t.chosen, `${order.choice.key}, EX-${order.choice.exception}`)]),
      ];
    case 'outcome':
      return [
        fact(t.call, t.calls[order.body.call]),
        fact(t.verdict, t.verdicts[order.body.verdict]),
        fact(t.requestId, order.body.requestId),
        fact(t.detail, order.body.detail),
      ];
  }
}

/** The draft of the first operator, to which the second one adds a signature. */
export const signingDraft = (
  plan: Plan,
  { payload, payloadSha256 }: SignedBundle<'exchange-key'>,
  exception: number | null,
): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { observer: t, facts } = texts.screens.bundle;
    return {
      title: t.title,
      lead: [exception === null ? t.same : t.decided],
      facts: [
        ...signedFacts(texts, plan, [t.certificate, payload.exchange.certificateSha256]),
        fact(facts.content, payloadSha256),
        ...(exception === null ? [] : [fact(t.exception, `EX-${exception}`)]),
      ],
    };
  },
});

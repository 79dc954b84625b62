// What the identity of the offline machine is opened for, as main says it where its passphrase is typed.
import type { ContentOf } from '#core/transfer/contents.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { type AskedFact, fact } from '../../app/confirmation.ts';
import { type Signing, signedFacts } from '../../app/questions/signing.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { Ceremony } from '../ceremony/ceremony.ts';

/** Nothing is signed yet. The plan is known by its file alone: people have not typed its words. */
export const signingLater = (plan: Plan, planName: string): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { open: t } = texts.screens.ceremony;
    return {
      title: t.title,
      lead: [t.openLead],
      facts: [...signedFacts(texts, plan), fact(t.planFile, planName)],
    };
  },
});

/** A bundle, by what is in it. */
const signingBundle = (plan: Plan, facts: (screens: Catalogue['screens']) => readonly AskedFact[]): Signing => ({
  practice: plan.practice,
  draw: (texts) => ({
    title: texts.screens.ceremony.blob.sign,
    facts: [...facts(texts.screens), ...signedFacts(texts, plan)],
  }),
});

/** The bundle of the restore blob, by its hash and that of the key that it is for. */
export const signingBlob = (
  { plan }: Ceremony,
  { exchange, body }: Pick<ContentOf<'restore-blob'>, 'exchange' | 'body'>,
): Signing =>
  signingBundle(plan, ({ build, bundle }) => [
    fact(bundle.send.what, build.blob),
    fact(build.sha256, body.blobSha256),
    fact(bundle.facts.exchange, exchange.certificateSha256),
  ]);

/** The bundle of the new certificates, each by its hash. */
export const signingCertificates = (
  { plan }: Ceremony,
  { body }: Pick<ContentOf<'activation-certificates'>, 'body'>,
): Signing =>
  signingBundle(plan, ({ activation, bundle }) => [
    fact(bundle.send.what, bundle.send.kinds['activation-certificates'].title),
    ...body.certificates.map(({ custodian, certificate }) =>
      fact(activation.keys.certificate(custodian), sha256(Buffer.from(certificate, 'base64')).toString('hex')),
    ),
  ]);

/** Two people have said before that it ends. */
export const signingEnd = ({ plan, journal }: Ceremony): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { finish: t } = texts.screens.ceremony;
    const { n, sha256: head } = journal.head;
    return {
      title: t.close,
      facts: [...signedFacts(texts, plan), fact(t.headNumber(n), head)],
    };
  },
});

// What the identity of the offline machine is opened for, as main says it where its passphrase is typed.
import type { ContentOf } from '#core/transfer/contents.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { fact } from '../../app/confirmation.ts';
import { type Signing, signedFacts } from '../../app/questions/signing.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { Ceremony } from '../ceremony/ceremony.ts';

const signedFor = ({ ceremony, target }: Plan) => ({ ceremony, uri: target.uri });

/** Nothing is signed yet. The plan is known by its file alone: people have not typed its words. */
export const signingLater = (plan: Plan, planName: string): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { open: t } = texts.screens.ceremony;
    return {
      title: t.title,
      lead: [t.openLead],
      facts: [...signedFacts(texts, signedFor(plan)), fact(t.planFile, planName)],
    };
  },
});

/** The bundle of the restore blob, by its hash and that of the key that it is for. */
export const signingBlob = (
  { plan }: Ceremony,
  { exchange, body }: Pick<ContentOf<'restore-blob'>, 'exchange' | 'body'>,
): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { build, bundle, ceremony } = texts.screens;
    return {
      title: ceremony.blob.sign,
      facts: [
        fact(bundle.send.what, build.blob),
        fact(build.sha256, body.blobSha256),
        fact(bundle.facts.exchange, exchange.certificateSha256),
        ...signedFacts(texts, signedFor(plan)),
      ],
    };
  },
});

/** The bundle of the new certificates, each by its hash. */
export const signingCertificates = (
  { plan }: Ceremony,
  { body }: Pick<ContentOf<'activation-certificates'>, 'body'>,
): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { activation, bundle, ceremony } = texts.screens;
    return {
      title: ceremony.blob.sign,
      facts: [
        fact(bundle.send.what, bundle.send.kinds['activation-certificates'].title),
        ...body.certificates.map(({ custodian, certificate }) =>
          fact(activation.keys.certificate(custodian), sha256(Buffer.from(certificate, 'base64')).toString('hex')),
        ),
        ...signedFacts(texts, signedFor(plan)),
      ],
    };
  },
});

/** Two people have said before that it ends. */
export const signingEnd = ({ plan, journal }: Ceremony): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { finish: t } = texts.screens.ceremony;
    const { n, sha256: head } = journal.head;
    return {
      title: t.close,
      facts: [...signedFacts(texts, signedFor(plan)), fact(t.headNumber(n), head)],
    };
  },
});

// Bundles that an operator's machine signs in an open ceremony, and the end of its journal.
import type { KeyChoice } from '../../evidence/observations.ts';
import { observedKey } from '#core/transfer/body.ts';
import type { ContentOf } from '#core/transfer/contents.ts';
import type { Observation } from '#core/transfer/payload.ts';
import { fact } from '../../app/confirmation.ts';
import { type Signing, signedFacts } from '../../app/questions/signing.ts';
import type { OpenCeremony } from '../open-ceremony.ts';
import type { OwnType } from '../outgoing.ts';

/** The exchange key as this machine fetched it. @param choice where the operators saw different keys twice */
export const signingKey = (ceremony: OpenCeremony, own: Observation, choice: KeyChoice | null): Signing => ({
  practice: ceremony.approved.plan.practice,
  draw(texts) {
    const { online, bundle } = texts.screens;
    const { bundle: title, bundleNote } = online.pages['exchange-key'];
    const { chosen, kinds } = bundle.send;
    return {
      title,
      lead: [bundleNote],
      facts: [
        fact(bundle.send.what, kinds['exchange-key'].title),
        ...signedFacts(texts, ceremony.approved.plan, [
          bundle.observer.certificate,
          observedKey(own).certificateSha256,
        ]),
        ...(choice === null ? [] : [fact(chosen, `${choice.key}, EX-${choice.exception}`)]),
      ],
    };
  },
});

/** What goes to the offline side. */
export const signingContent = (ceremony: OpenCeremony, content: ContentOf<OwnType>): Signing => ({
  practice: ceremony.approved.plan.practice,
  draw(texts) {
    const { send: t } = texts.screens.bundle;
    return {
      title: t.title,
      facts: [
        fact(t.what, t.kinds[content.type].title),
        ...(content.type === 'outcome'
          ? [fact(t.call, t.calls[content.body.call]), fact(t.verdict, t.verdicts[content.body.verdict])]
          : []),
        ...signedFacts(texts, ceremony.approved.plan),
      ],
    };
  },
});

/** Two people have confirmed the end before. */
export const signingEnd = (ceremony: OpenCeremony): Signing => ({
  practice: ceremony.approved.plan.practice,
  draw(texts) {
    const { close, events } = texts.screens.online.pages.finish;
    const { head } = ceremony.journal;
    return {
      title: close,
      facts: [...signedFacts(texts, ceremony.approved.plan), fact(events, String(head.n))],
    };
  },
});

// Rules of the two calls that carry a security domain: its download, and the upload of the blob that was made from it.
import { lastOfType } from '#shared/journal/growth.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { exceptionProblem } from './exceptions.ts';
import { callRule, type OrderRule, rule } from './rule.ts';

const acceptedBlob = (state: JournalState) => lastOfType(state.accepted, 'restore-blob');

/** REQ-13: the key was fetched once more before anybody decides. Of either grade. */
export const comparing: readonly OrderRule[] = [
  rule('comparison-left-by-two', 'blob-compared', (state, { exception, blobSha256 }) => {
    if (exception === null) return true;
    const times = state.keyChanges?.blobSha256 === blobSha256 ? state.keyChanges.times : 0;
    return times >= 2 && exceptionProblem(state, exception, 'other-key') === undefined;
  }),
];

export const securityDomain: readonly OrderRule[] = [
  callRule('certificates-before-download', ['download'], ({ accepted, readBack }) => {
    const certificates = lastOfType(accepted, 'activation-certificates');
    return certificates !== undefined && readBack['activation-certificates'] === certificates.payloadSha256;
  }),
  callRule('upload-after-exchange-key', ['upload'], (state) => {
    const sent = lastOfType(state.written, 'exchange-key');
    return sent !== undefined && sent.exchange === acceptedBlob(state)?.exchange;
  }),
  callRule('upload-of-the-accepted-blob', ['upload'], (state, { subject }) => {
    const blob = acceptedBlob(state);
    return blob !== undefined && subject !== null && blob.content === subject;
  }),
  callRule('upload-after-comparison', ['upload'], (state, { subject }) => {
    const compared = state.blobCompared;
    return (
      compared !== undefined &&
      (compared.fetched === compared.inBlob || compared.exception !== null) &&
      compared.inBlob === acceptedBlob(state)?.exchange &&
      compared.blobSha256 === subject
    );
  }),
  ...comparing,
  callRule('upload-after-read-back', ['upload'], (state) => {
    const blob = acceptedBlob(state);
    return blob !== undefined && state.readBack['restore-blob'] === blob.payloadSha256;
  }),
];

// What each check of an exchange key means, in a sentence that a witness can follow.
import type { CheckOutcome, EvidenceClass, ExchangeKeyCheckId } from '../../shared/exchange-key/verdict.ts';
import type { Tone } from '../ui/Mark.tsx';

export const checkTitles: Readonly<Record<ExchangeKeyCheckId, string>> = {
  'file-form': 'The file has a form that is known',
  'certificate-form': 'It holds exactly one certificate, in strict form',
  'file-jwk': 'Key and certificate in the file are the same',
  'key-size': 'The key has a proper size',
  'key-exponent': 'The key has the usual exponent',
  'key-modulus': 'The key has no obvious weakness',
  'key-owner': 'The key does not belong to a custodian',
  'key-usage': 'The key may be used to encrypt keys',
  extensions: 'The certificate has no extension that is not understood',
  'self-signature': 'The certificate is signed with its own key',
  validity: 'The certificate is valid by the clock on the wall',
  'attestation-form': 'The certificate carries an attestation',
  'quote-header': 'The attestation has a known form',
  'quote-vendor': 'The attestation comes from the known vendor’s enclave',
  'quote-layout': 'The attestation is complete',
  'quote-key-binding': 'The attestation is about this very key',
  'quote-debug': 'The enclave was not open for debugging',
  'quote-signer': 'The enclave’s code is signed by the HSM’s maker',
  'quote-enclave': 'The enclave’s measurement is on record',
  'quote-signature': 'The attestation’s signature is right',
  'pck-chain-form': 'The processor’s certificates are complete',
  'pck-root': 'They lead to the processor maker’s root',
  'pck-chain-signatures': 'Each of them is signed by the next',
  'pck-chain-roles': 'Each of them has its proper role',
  'pck-validity': 'They were valid',
  'pck-collateral': 'The processor was not revoked, as far as is known here',
  'quoting-enclave-signer': 'The quoting enclave is the processor maker’s',
  'quoting-enclave-debug': 'The quoting enclave was not open for debugging',
  'quoting-enclave-binding': 'The quoting enclave vouches for the signing key',
  'quoting-enclave-signature': 'The quoting enclave’s signature is right',
  'exception-needed': 'There is no attestation that could be judged instead',
  'exception-fingerprint': 'The fingerprint that people compared is this key’s',
  'exception-reason': 'The exception has a reason',
  'exception-approvers': 'Two people approved the exception',
  'hsm-address': 'The address typed from paper is an HSM’s',
  'certificate-name': 'The certificate names exactly that HSM',
  'second-observer': 'Another person fetched the same key on another machine',
  'spoken-words': 'People compared the words',
  'connection-path': 'The connection on which it was fetched was the HSM’s',
};

export const evidenceTitles: Readonly<Record<EvidenceClass, string>> = {
  E0: 'Form',
  E1: 'Attestation',
  E2: 'Name',
  E3: 'Second observer',
  E4: 'People',
  E5: 'Path',
};

export const outcomeMarks: Readonly<Record<CheckOutcome, { readonly tone: Tone; readonly word: string }>> = {
  passed: { tone: 'good', word: 'passed' },
  failed: { tone: 'stop', word: 'failed' },
  note: { tone: 'warn', word: 'note' },
  absent: { tone: 'plain', word: 'nothing there' },
  'not-judged': { tone: 'plain', word: 'not judged' },
  'not-asked': { tone: 'plain', word: 'not needed' },
  'on-caller': { tone: 'plain', word: 'on people' },
};

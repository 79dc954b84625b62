// Calls about the exchange key: judge it, then let people compare its words before any of them is shown.
import { randomInt } from 'node:crypto';
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import type { ExchangeKeyCheck } from '../../../../shared/exchange-key/verdict.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { answerReadBack, startReadBack, type ReadBack } from '../../../../shared/formatting/read-back.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import type { ExchangeKeyInput } from '../../core/exchange-key/claim.ts';
import { judgeExchangeKey } from '../../core/exchange-key/policy.ts';
import type { Desk } from '../../offline/desk.ts';
import { readWholeFile } from '../../ports/files.ts';

/** An answer of the service with a chain in it has about 20 kB. */
const maxBytes = 1024 * 1024;

export function exchangeKeyCalls(desk: Desk): OfflineHandlers['exchangeKey'] {
  return {
    async load({ file, host }) {
      const { practice } = desk.running('exchangeKey.load');
      const { securityDomain, clock } = desk.view;
      if (securityDomain.phase !== 'loaded') return tooEarly('a security domain');
      if (clock.phase !== 'set') return tooEarly('the wall clock');
      const { path, name } = desk.world.volumes.file(file, 'in');
      const bytes = await readWholeFile(path, maxBytes);
      const input: ExchangeKeyInput = {
        fileBytes: bytes,
        mode: practice ? 'practice' : 'production',
        use: 'ceremony',
        claim: { kind: 'attested', hsmUri: asUri(host) },
        custodianThumbprintsS256: securityDomain.custodians,
        wallClockMs: Date.parse(clock.wallUtc),
      };
      const verdict = judgeExchangeKey(input);
      const judged = {
        file: { name, bytes: bytes.length, sha256: sha256(bytes).toString('hex') },
        host,
        checks: [...verdict.checks],
      };
      delete desk.behind.exchangeKey;
      if (!verdict.accepted) return desk.update({ exchangeKey: { phase: 'refused', ...judged } });
      desk.behind.exchangeKey = input;
      desk.behind.certificateSha256 = verdict.certificateSha256Hex;
      const { places, triesLeft } = asking(startReadBack((below) => randomInt(below)));
      return desk.update({
        exchangeKey: {
          phase: 'unconfirmed',
          ...judged,
          checks: judged.checks.map(withoutHashes),
          places: [...places],
          triesLeft,
        },
      });
    },
    confirmWords({ words }) {
      desk.running('exchangeKey.confirmWords');
      const { exchangeKey } = desk.view;
      const { certificateSha256, exchangeKey: input } = desk.behind;
      if (exchangeKey.phase !== 'unconfirmed' || certificateSha256 === undefined || input === undefined) {
        return tooEarly('an exchange key');
      }
      const { places, triesLeft, ...judged } = exchangeKey;
      const next = answerReadBack({ phase: 'asking', places, triesLeft }, words, certificateSha256);
      if (next.phase === 'agreed') {
        const checks = [...judgeExchangeKey(input).checks];
        return desk.update({ exchangeKey: { ...judged, phase: 'confirmed', checks, certificateSha256 } });
      }
      if (next.phase === 'exception') {
        delete desk.behind.exchangeKey;
        desk.update({ exchangeKey: { ...judged, phase: 'locked' } });
        return refuse({ code: 'WORDS_LOCKED' });
      }
      desk.update({ exchangeKey: { ...exchangeKey, triesLeft: next.triesLeft } });
      return refuse({ code: 'WORDS_WRONG', triesLeft: next.triesLeft });
    },
  };
}

function tooEarly(needs: 'a security domain' | 'the wall clock' | 'an exchange key'): never {
  return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'exchangeKey', needs });
}

/** The paper has the address with or without its scheme; people may type either. */
const asUri = (host: string): string => (host.startsWith('https://') ? host : `https://${host}`);

function asking(state: ReadBack): Extract<ReadBack, { phase: 'asking' }> {
  return state.phase === 'asking' ? state : refuse({ code: 'UNEXPECTED', call: 'exchangeKey.load' });
}

/** Before the words are compared the screen has nothing from which somebody could read them. */
const withoutHashes = (check: ExchangeKeyCheck): ExchangeKeyCheck => ({
  ...check,
  value: check.value.replace(/[0-9a-f]{64}/gi, '(shown once the words agree)'),
});

// Changes to PEM files and to files of lines.
import { mutateBytes, type Mutator } from './mutate-bytes.ts';
import { mutateDer } from './mutate-der.ts';
import { mutateJson } from './mutate-json.ts';

const labels = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'EC PRIVATE KEY', 'CERTIFICATE', ''];

/** Lines, labels, headers, blocks, and the DER inside. */
export const mutatePem: Mutator = (bytes, random) => {
  const text = bytes.toString('latin1');
  const body = /(-----BEGIN [^-]*-----\r?\n)([A-Za-z0-9+/=\r\n]+)(-----END [^-]*-----)/.exec(text);
  switch (random.below(8)) {
    case 0:
      return Buffer.from(text.replace(/(BEGIN|END) [A-Z0-9 ]+/, `$1 ${random.pick(labels)}`), 'latin1');
    case 1:
      return Buffer.from(text + text, 'latin1');
    case 2:
      return Buffer.from(text.replaceAll('\n', random.pick(['\r\n', '', '\n\n', ' \n', '\0'])), 'latin1');
    case 3:
      return Buffer.from(
        text.replace('\n', `\n${random.pick(['Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,00\n\n', 'X: y\n\n'])}`),
      );
    case 4:
      return Buffer.from(text.replace(/-----END.*/s, ''), 'latin1');
    case 5:
      return mutateBytes(bytes, random);
    default: {
      if (!body) return mutateBytes(bytes, random);
      const [whole, begin = '', base64 = '', end = ''] = body;
      const der = mutateDer(Buffer.from(base64, 'base64'), random).toString('base64');
      return Buffer.from(text.replace(whole, `${begin}${(der.match(/.{1,64}/g) ?? []).join('\n')}\n${end}`), 'latin1');
    }
  }
};

/** Whole lines lost, doubled, moved; one line changed as JSON; the last line torn. */
export const mutateLines: Mutator = (bytes, random) => {
  const lines = bytes.toString('latin1').split('\n');
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  switch (random.below(6)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(at, 0, line);
      break;
    case 2: {
      const other = random.below(lines.length);
      [lines[at], lines[other]] = [lines[other] ?? '', line];
      break;
    }
    case 3:
      return Buffer.from(bytes.subarray(0, random.below(bytes.length)));
    case 4:
      return mutateBytes(bytes, random);
    default:
      lines[at] = mutateJson(Buffer.from(line, 'latin1'), random).toString('latin1');
  }
  return Buffer.from(lines.join('\n'), 'latin1');
};

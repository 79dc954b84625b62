// German sentences for faults of the plain encodings.
import type { EncodingFault } from '../../../faults/encoding.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { number } from '../formats.ts';

const unused = 'Es wurde nichts geschrieben und kein Schlüssel benutzt.';
const damaged = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Vergleichen Sie den SHA-256 der Datei mit dem auf Papier. Weicht er ab, nehmen Sie die andere Kopie der Datei.',
});
const at = (offset: number): string => `(bei Zeichen ${offset + 1})`;

export const encodingAdvice: AdviceBook<EncodingFault> = {
  JSON_TOO_LARGE: ({ bytes, limit }) =>
    damaged(`Die Datei hat ${number(bytes)} Bytes; eine Datei dieser Art hat höchstens ${number(limit)}.`),
  JSON_BOM: () => damaged('Die Datei beginnt mit einer Byte-Order-Marke: Ein Editor hat sie neu gespeichert.'),
  JSON_NOT_UTF8: () => damaged('Die Datei ist kein Text in UTF-8.'),
  JSON_SYNTAX: ({ offset }) => damaged(`Die Datei ist kein JSON ${at(offset)}.`),
  JSON_TRAILING_BYTES: ({ offset }) => damaged(`Nach dem Ende des JSON-Textes folgt noch etwas ${at(offset)}.`),
  JSON_TOO_DEEP: ({ limit }) => damaged(`Der JSON-Text ist mehr als ${limit} Ebenen tief verschachtelt.`),
  JSON_DUPLICATE_MEMBER: ({ member, offset }) =>
    damaged(`Das Element „${member}“ steht zweimal in einem JSON-Objekt ${at(offset)}: Es könnte zweierlei bedeuten.`),
  JSON_LONE_SURROGATE: ({ offset }) => damaged(`Ein JSON-Text enthält ein halbes Zeichen ${at(offset)}.`),
  JSON_NUMBER_UNSAFE: ({ offset }) => damaged(`Eine ganze Zahl ist zu groß, um genau gelesen zu werden ${at(offset)}.`),
  JSON_NUMBER_NOT_FINITE: ({ offset }) => damaged(`Eine Zahl ist zu groß, um gelesen zu werden ${at(offset)}.`),
  JSON_NUMBER_NOT_INTEGER: ({ offset }) =>
    damaged(`Eine Zahl hat Nachkommastellen oder einen Exponenten, wo keine hingehören ${at(offset)}.`),
  BASE64_INVALID: ({ variant }) => damaged(`Ein Wert ist nicht kanonisch in ${variant} geschrieben.`),
  PEM_MALFORMED: ({ offset }) =>
    damaged(`Ein PEM-Block ist beschädigt: Er beginnt bei Byte ${offset + 1} und endet nicht richtig.`),
  PEM_LABEL_MISSING: ({ wanted, found }) => ({
    happened: `Die Datei hat keinen PEM-Block „${wanted.join('“ oder „')}“. Vorhanden: ${found.length === 0 ? 'keiner' : found.join(', ')}.`,
    safe: unused,
    todo: 'Wählen Sie die richtige Datei; es kann die andere von zweien mit ähnlichen Namen sein.',
  }),
  PEM_SEVERAL_BLOCKS: ({ labels }) => ({
    happened: `Die Datei enthält mehrere PEM-Blöcke, von denen nur einer erwartet wird: ${labels.join(', ')}.`,
    safe: unused,
    todo: 'Verwenden Sie eine Datei mit genau einem davon, damit niemand raten muss, welcher gemeint war.',
  }),
  DER_MALFORMED: ({ offset }) => damaged(`Eine binäre Struktur (DER) ist bei Byte ${offset + 1} beschädigt.`),
};

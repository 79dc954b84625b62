// The little XML that storage speaks.
import type { Answer, ServiceRefusal } from '../answers.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (mark) => escapes[mark] ?? '');

/** `<name>text</name>` with the text escaped. */
export const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

export const xmlDocument = (content: string): string => `<?xml version="1.0" encoding="utf-8"?>${content}`;

/** The text of the first element of this name in a request, if it has one. */
export const textOf = (name: string, xml: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

/** A refusal in storage's form: the code also in a header, where clients look first. */
export function xmlRefusal({ status, code, message }: ServiceRefusal): Answer {
  return {
    status,
    headers: { 'x-ms-error-code': code },
    xml: xmlDocument(`<Error>${element('Code', code)}${element('Message', message)}</Error>`),
  };
}

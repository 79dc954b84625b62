// A token as people name it in the place of a key file: a PKCS#11 URI (RFC 7512), as pkcs11-tool and p11tool print it, and the module that
// reaches it.
import { type Fault, refuse } from '#shared/faults/fault.ts';
import type { TokenUriProblem } from '#shared/faults/token.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

/** What a token must say of itself; each only narrows the search. Which key is meant, the certificates of the security domain say. */
export interface TokenDescription {
  readonly label?: string;
  readonly serial?: string;
  readonly model?: string;
  readonly manufacturer?: string;
}

export interface TokenUri {
  readonly token: TokenDescription;
  /** The name of the module. */
  readonly module: string;
  /** An attribute of our own: the settings of a SoftHSM with tokens of its own, for practice. */
  readonly softhsmConf?: string;
}

const scheme = 'pkcs11:';

/** Whether a text in the place of a key file names a token. A file of such a name is reached as ./pkcs11:… */
export const isTokenUri = (text: string): boolean => text.startsWith(scheme);

/** Attributes of a token, and what they are called here. */
const ofToken = { token: 'label', serial: 'serial', model: 'model', manufacturer: 'manufacturer' } as const;
const ofQuery = { 'module-name': 'module', 'softhsm2-conf': 'softhsmConf' } as const;

/**
 * @param text begins with `pkcs11:`
 * @throws TOKEN_URI_INVALID also for attributes of the standard that say which key, or the PIN
 */
export function parseTokenUri(text: string): TokenUri {
  const [path = '', query = '', ...more] = text.slice(scheme.length).split('?');
  if (more.length > 0) refuseUri('?', 'malformed');
  const token = attributes(path, ';', ofToken);
  const { module, ...others } = attributes(query, '&', ofQuery);
  return module === undefined ? refuseUri('module-name', 'missing') : { token, module, ...others };
}

function attributes<Name extends string>(
  text: string,
  separator: string,
  known: Readonly<Record<string, Name>>,
): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const piece of text === '' ? [] : text.split(separator)) {
    const [attribute = '', value, ...more] = piece.split('=');
    if (attribute.startsWith('pin-')) refuseUri(attribute, 'pin');
    const name = Object.hasOwn(known, attribute) ? known[attribute] : undefined;
    if (name === undefined) return refuseUri(attribute, 'unknown');
    if (value === undefined || value === '' || more.length > 0) return refuseUri(attribute, 'malformed');
    if (found[name] !== undefined) refuseUri(attribute, 'twice');
    found[name] = decoded(attribute, value);
  }
  return found;
}

/** RFC 3986 §2.1, in UTF-8. @throws TOKEN_URI_INVALID */
function decoded(attribute: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (cause) {
    return refuseUri(attribute, 'malformed', cause);
  }
}

/** What was typed after `=` is in no refusal: it may be a PIN. */
function refuseUri(attribute: string, why: TokenUriProblem, cause?: unknown): never {
  const fault: Fault = { code: 'TOKEN_URI_INVALID', attribute: visibleText(attribute, 40), why };
  return refuse(fault, cause);
}

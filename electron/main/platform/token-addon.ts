// The small native part by which a token worker asks a PKCS#11 module (`secrets/token-addon.c`). It is loaded while the wall of that process
// is being closed, because nothing is loaded behind it.

/** A token as its module describes it. Texts are the token's own. */
export interface FoundToken {
  readonly slot: number;
  readonly label: string;
  readonly serial: string;
  readonly model: string;
  readonly manufacturer: string;
  /** Major and minor number, as its module counts them. */
  readonly firmware: string;
  /** CKF_… of CK_TOKEN_INFO. */
  readonly flags: number;
}

/** What can be asked of the module. Each throws an error that names the function of the module, with its answer as `rv`. */
export interface TokenAddon {
  tokens(): readonly FoundToken[];
  /** Certificates that are read without a PIN: the id that its private key has too, and DER. */
  certificates(slot: number): readonly { readonly id: Buffer; readonly der: Buffer }[];
  /**
   * RSADP (RFC 8017 §5.1.2): exactly one login with this PIN.
   * @param output as long as the modulus; the caller wipes it, and the PIN
   */
  raw(slot: number, id: Buffer, pin: Buffer, input: Buffer, output: Buffer): void;
}

/** Where the wall leaves it for the worker behind it: they are two bundles in one file. */
const place = 'lifeboatTokens';

type Loaded = { readonly addon: TokenAddon } | { readonly failed: unknown };

/**
 * Loads the addon and the module that this process was started with, in this order, and nothing else ever.
 * @param args absolute paths
 */
export function loadTokenAddon([addon = '', module = '']: readonly string[]): void {
  Object.defineProperty(globalThis, place, { value: loaded(addon, module) });
}

function loaded(path: string, module: string): Loaded {
  const holder: { exports: Partial<TokenAddon & { load: (module: string) => void }> } = { exports: {} };
  try {
    process.dlopen(holder, path);
    holder.exports.load?.(module);
    return { addon: holder.exports as TokenAddon };
  } catch (failed) {
    return { failed };
  }
}

/** The addon, behind the wall. @throws what went wrong when it was loaded */
export function tokenAddon(): TokenAddon {
  const found = Reflect.get(globalThis, place) as Loaded;
  if ('failed' in found) throw found.failed;
  return found.addon;
}

// The cryptography of Chromium, which is Electron's, asked through WebCrypto in a blank page: a reference beside Node's answers.
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumPath } from '../../hosts/chromium-path.ts';

type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** One question; every byte string in hex. */
export type Question =
  | { readonly ask: 'digest'; readonly hash: Hash; readonly data: string }
  | { readonly ask: 'hmac'; readonly hash: Hash; readonly key: string; readonly data: string }
  | { readonly ask: 'aes-cbc' | 'aes-cbc-open'; readonly key: string; readonly iv: string; readonly data: string }
  | { readonly ask: 'aes-gcm'; readonly key: string; readonly iv: string; readonly aad: string; readonly data: string }
  | {
      readonly ask: 'pbkdf2';
      readonly hash: Hash;
      readonly password: string;
      readonly salt: string;
      readonly rounds: number;
      readonly bytes: number;
    }
  | { readonly ask: 'oaep'; readonly hash: Hash; readonly spki: string; readonly data: string }
  | {
      readonly ask: 'oaep-open';
      readonly hash: Hash;
      readonly pkcs8: string;
      readonly label: string;
      readonly data: string;
    }
  | {
      readonly ask: 'ecdsa' | 'rsa';
      readonly pkcs8: string;
      readonly curve?: string;
      readonly hash: Hash;
      readonly data: string;
    }
  | {
      readonly ask: 'ecdsa-verify' | 'rsa-verify';
      readonly spki: string;
      readonly curve?: string;
      readonly hash: Hash;
      readonly data: string;
      /** ECDSA: r ‖ s. */
      readonly signature: string;
    }
  | { readonly ask: 'new-key'; readonly kind: 'rsa' | 'ecdsa'; readonly curve?: string };

/** Hex; `yes` or `no` for a verification; `refused` where it does not open or take what it is given. */
export type Answer = string;

export class WebCrypto {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  static async start(): Promise<WebCrypto> {
    const browser = await chromium.launch({
      executablePath: await chromiumPath(),
      chromiumSandbox: false,
      args: ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND'],
    });
    const page = await browser.newPage();
    // WebCrypto is there in secure contexts only: a page of a name that leads nowhere.
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('https://reference.invalid/');
    return new WebCrypto(browser, page);
  }

  get version(): string {
    return this.#browser.version();
  }

  ask(questions: readonly Question[]): Promise<readonly Answer[]> {
    return this.#page.evaluate(answerInPage, questions);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** Runs in the page, so everything it needs is inside it. */
async function answerInPage(questions: readonly Question[]): Promise<readonly string[]> {
  const { subtle } = crypto;
  const bytes = (hex: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const text = (buffer: ArrayBuffer): string =>
    [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const signing = (
    kind: 'ecdsa' | 'rsa',
    hash: string,
    curve = '',
  ): { name: string; namedCurve: string; hash: string } => ({
    name: kind === 'ecdsa' ? 'ECDSA' : 'RSASSA-PKCS1-v1_5',
    namedCurve: curve,
    hash,
  });

  async function newKey(kind: 'rsa' | 'ecdsa', curve = ''): Promise<string> {
    const rsa = { ...signing('rsa', 'SHA-256'), modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
    const algorithm = kind === 'rsa' ? rsa : signing('ecdsa', 'SHA-256', curve);
    const pair = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
    return text(await subtle.exportKey('pkcs8', pair.privateKey));
  }

  async function answer(q: Question): Promise<string> {
    switch (q.ask) {
      case 'digest':
        return text(await subtle.digest(q.hash, bytes(q.data)));
      case 'hmac': {
        const key = await subtle.importKey('raw', bytes(q.key), { name: 'HMAC', hash: q.hash }, false, ['sign']);
        return text(await subtle.sign('HMAC', key, bytes(q.data)));
      }
      case 'aes-cbc':
      case 'aes-cbc-open': {
        const key = await subtle.importKey('raw', bytes(q.key), 'AES-CBC', false, ['encrypt', 'decrypt']);
        const algorithm = { name: 'AES-CBC', iv: bytes(q.iv) };
        return text(await subtle[q.ask === 'aes-cbc' ? 'encrypt' : 'decrypt'](algorithm, key, bytes(q.data)));
      }
      case 'aes-gcm': {
        const key = await subtle.importKey('raw', bytes(q.key), 'AES-GCM', false, ['encrypt']);
        return text(
          await subtle.encrypt({ name: 'AES-GCM', iv: bytes(q.iv), additionalData: bytes(q.aad) }, key, bytes(q.data)),
        );
      }
      case 'pbkdf2': {
        const key = await subtle.importKey('raw', bytes(q.password), 'PBKDF2', false, ['deriveBits']);
        const algorithm = { name: 'PBKDF2', hash: q.hash, salt: bytes(q.salt), iterations: q.rounds };
        return text(await subtle.deriveBits(algorithm, key, q.bytes * 8));
      }
      case 'oaep': {
        const key = await subtle.importKey('spki', bytes(q.spki), { name: 'RSA-OAEP', hash: q.hash }, false, [
          'encrypt',
        ]);
        return text(await subtle.encrypt({ name: 'RSA-OAEP' }, key, bytes(q.data)));
      }
      case 'oaep-open': {
        const key = await subtle.importKey('pkcs8', bytes(q.pkcs8), { name: 'RSA-OAEP', hash: q.hash }, false, [
          'decrypt',
        ]);
        return text(await subtle.decrypt({ name: 'RSA-OAEP', label: bytes(q.label) }, key, bytes(q.data)));
      }
      case 'ecdsa':
      case 'rsa': {
        const algorithm = signing(q.ask, q.hash, q.curve);
        const key = await subtle.importKey('pkcs8', bytes(q.pkcs8), algorithm, false, ['sign']);
        return text(await subtle.sign(algorithm, key, bytes(q.data)));
      }
      case 'ecdsa-verify':
      case 'rsa-verify': {
        const algorithm = signing(q.ask === 'rsa-verify' ? 'rsa' : 'ecdsa', q.hash, q.curve);
        const key = await subtle.importKey('spki', bytes(q.spki), algorithm, false, ['verify']);
        return (await subtle.verify(algorithm, key, bytes(q.signature), bytes(q.data))) ? 'yes' : 'no';
      }
      case 'new-key':
        return newKey(q.kind, q.curve);
    }
  }
  return Promise.all(questions.map((question) => answer(question).catch(() => 'refused')));
}

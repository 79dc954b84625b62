// Takes a passphrase as bytes from where it comes: a message of the confirmation view, a file, or the terminal without echo.
import { isatty, ReadStream } from 'node:tty';
import { refuse } from '#shared/faults/fault.ts';
import { equalBytes, wipe } from '#core/encoding/bytes.ts';
import { readWholeFile } from './files.ts';

/** Where a passphrase comes from. `repeatPrompt`: a new passphrase is typed twice. */
export type PassphraseSource =
  | { readonly from: 'nowhere' }
  | { readonly from: 'message' }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'terminal'; readonly prompt: string; readonly repeatPrompt?: string };

const maxPassphraseBytes = 1024;
/** Where the command line passes its terminal on to a worker. */
const workersTerminal = 4;

/**
 * @param part the bytes that came beside the message, if any
 * @param terminal file descriptor of the terminal to ask on
 * @returns the passphrase, which the caller wipes, or undefined if there is none
 * @throws PASSPHRASE_CANCELLED, PASSPHRASES_DIFFER, PASSPHRASE_FILE_ENCODING, TERMINAL_MISSING, the file faults
 */
export async function takePassphrase(
  source: PassphraseSource,
  part: Buffer | undefined,
  terminal = workersTerminal,
): Promise<Buffer | undefined> {
  switch (source.from) {
    case 'nowhere':
      return undefined;
    case 'message':
      return part;
    case 'file':
      return withoutLineEnd(inUtf8(await readWholeFile(source.path, maxPassphraseBytes)));
    case 'terminal':
      return source.repeatPrompt === undefined
        ? askOnce(source.prompt, terminal)
        : askTwice([source.prompt, source.repeatPrompt], terminal);
  }
}

/**
 * What an editor puts before a text would count as the beginning of the passphrase, and UTF-16 as another passphrase. Both are told, because
 * neither is ever meant.
 */
function inUtf8(bytes: Buffer): Buffer {
  const head = bytes.toString('hex', 0, 3);
  // A passphrase that somebody can type has no zero octets.
  const isUtf16 = head.startsWith('fffe') || head.startsWith('feff') || bytes.includes(0);
  if (!isUtf16 && head !== 'efbbbf') return bytes;
  wipe(bytes);
  return refuse({ code: 'PASSPHRASE_FILE_ENCODING', found: isUtf16 ? 'utf-16' : 'bom' });
}

/** Editors end a file with a line end, which is no part of a passphrase. Everything else is. */
function withoutLineEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === 0x0a) end -= 1;
  if (bytes[end - 1] === 0x0d) end -= 1;
  return bytes.subarray(0, end);
}

const key = {
  interrupt: 0x03,
  endOfInput: 0x04,
  backspace: 0x08,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  clear: 0x15,
  delete: 0x7f,
};

/** What was typed so far; never shown, and wiped when it ends without an answer. */
class TypedLine {
  readonly #bytes = Buffer.alloc(maxPassphraseBytes);
  #length = 0;

  add(byte: number): void {
    if (this.#length < this.#bytes.length) this.#bytes[this.#length++] = byte;
  }

  /** Takes back one character: its last byte, and the UTF-8 continuation bytes before it. */
  back(): void {
    let continuation = true;
    while (continuation && this.#length > 0) {
      this.#length -= 1;
      continuation = ((this.#bytes[this.#length] ?? 0) & 0xc0) === 0x80;
    }
  }

  clear(): void {
    this.#length = 0;
    this.#bytes.fill(0);
  }

  take(): Buffer {
    const line = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.clear();
    return line;
  }
}

function openTerminal(descriptor: number): ReadStream {
  // A stream over a pipe is made without complaint, and fails only when it is to be silent.
  return isatty(descriptor) ? new ReadStream(descriptor) : refuse({ code: 'TERMINAL_MISSING' });
}

async function askOnce(prompt: string, terminal: number): Promise<Buffer | undefined> {
  const [answer] = await askOnTerminal([prompt], terminal);
  return answer;
}

/** A new passphrase: what nobody sees is typed twice. */
async function askTwice(prompts: readonly [string, string], terminal: number): Promise<Buffer> {
  const [typed = Buffer.alloc(0), again = Buffer.alloc(0)] = await askOnTerminal(prompts, terminal);
  const same = equalBytes(typed, again);
  wipe(again);
  if (same) return typed;
  wipe(typed);
  return refuse({ code: 'PASSPHRASES_DIFFER' });
}

/** Asks one line after the other, without echo. */
async function askOnTerminal(prompts: readonly string[], descriptor: number): Promise<Buffer[]> {
  const terminal = openTerminal(descriptor);
  const line = new TypedLine();
  const answers: Buffer[] = [];
  terminal.setRawMode(true);
  try {
    process.stderr.write(prompts[0] ?? '');
    for await (const chunk of terminal as AsyncIterable<Buffer>) {
      takeKeys(line, chunk, (answer) => {
        answers.push(answer);
        process.stderr.write(`\n${prompts[answers.length] ?? ''}`);
        return answers.length === prompts.length;
      });
      if (answers.length === prompts.length) return answers;
    }
    return refuse({ code: 'PASSPHRASE_CANCELLED' });
  } catch (error) {
    process.stderr.write('\n');
    wipe(...answers);
    throw error;
  } finally {
    line.clear();
    terminal.setRawMode(false);
    terminal.destroy();
  }
}

/** Applies keystrokes, and wipes them. Each line that becomes complete is given to `isLast`; what follows the last is dropped. */
function takeKeys(line: TypedLine, chunk: Buffer, isLast: (answer: Buffer) => boolean): void {
  try {
    for (const byte of chunk) {
      if (byte === key.carriageReturn || byte === key.lineFeed) {
        if (isLast(line.take())) return;
      } else typeInto(line, byte);
    }
  } finally {
    wipe(chunk);
  }
}

function typeInto(line: TypedLine, byte: number): void {
  if (byte === key.interrupt || byte === key.endOfInput) refuse({ code: 'PASSPHRASE_CANCELLED' });
  if (byte === key.backspace || byte === key.delete) line.back();
  else if (byte === key.clear) line.clear();
  else if (byte >= 0x20) line.add(byte);
}

// One line that a person types where everybody may see it: the name of a file, an address, a name. Passphrases are asked for elsewhere.
import { createInterface } from 'node:readline';
import { refuse } from '#shared/faults/fault.ts';

/**
 * Asks on the terminal of this process.
 * @returns what was typed, without spaces at its ends
 * @throws ENTRY_CANCELLED where the input ends
 */
export async function askLine(prompt: string): Promise<string> {
  // The terminal itself shows and corrects what is typed: in its cooked mode it needs no help, and Ctrl-C ends the program.
  const reader = createInterface({ input: process.stdin, terminal: false });
  process.stderr.write(prompt);
  try {
    return await new Promise<string>((answer, cancelled) => {
      reader.once('line', (line) => answer(line.trim()));
      reader.once('close', () => cancelled(new Error('the input has ended')));
    });
  } catch (error) {
    process.stderr.write('\n');
    return refuse({ code: 'ENTRY_CANCELLED' }, error);
  } finally {
    reader.close();
    // The next question, for a passphrase or for another line, reads from the terminal itself.
    process.stdin.pause();
  }
}

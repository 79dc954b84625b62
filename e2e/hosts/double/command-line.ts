// Chromium's command line, as `app.commandLine` reads and changes it: base/command_line.cc, shell/common/api/electron_api_command_line.cc.
import type * as Electron from 'electron';

export class CommandLine implements Electron.CommandLine {
  #arguments: string[];

  /** @param argv what the program was started with, without its own name */
  constructor(argv: readonly string[]) {
    this.#arguments = [...argv];
  }

  hasSwitch(name: string): boolean {
    return this.#switches().has(name.toLowerCase());
  }
  getSwitchValue(name: string): string {
    return this.#switches().get(name.toLowerCase()) ?? '';
  }
  appendSwitch(name: string, value = ''): void {
    // Before a `--`, behind which a switch would be none; of two, the later one counts.
    this.#arguments.splice(this.#endOfSwitches(), 0, `--${name.toLowerCase()}${value === '' ? '' : `=${value}`}`);
  }
  appendArgument(value: string): void {
    this.#arguments.push(value);
  }
  removeSwitch(name: string): void {
    const isThis = (argument: string): boolean => switchOf(argument)?.[0] === name.toLowerCase();
    const end = this.#endOfSwitches();
    this.#arguments = this.#arguments.filter((argument, at) => at >= end || !isThis(argument));
  }

  /** What `app.enableSandbox()` does first: only an argument of exactly this form goes (electron_api_app.cc, RemoveNoSandboxSwitch). */
  removeNoSandbox(): void {
    this.#arguments = this.#arguments.filter((argument) => argument !== '--no-sandbox');
  }

  #endOfSwitches(): number {
    const at = this.#arguments.indexOf('--');
    return at === -1 ? this.#arguments.length : at;
  }

  #switches(): ReadonlyMap<string, string> {
    const found = this.#arguments.slice(0, this.#endOfSwitches()).map(switchOf);
    return new Map(found.filter((pair) => pair !== undefined));
  }
}

/** Name and value of a switch. */
function switchOf(argument: string): readonly [string, string] | undefined {
  const found = /^--?([^=]+)(?:=(.*))?$/s.exec(argument);
  return found === null ? undefined : [found[1] ?? '', found[2] ?? ''];
}

// The wall's part in `process`: native code, another program in this one's place, debuggers, and the parts of Node and Electron by name.
import { apply, closed, closeMember, refuseWay } from './members.ts';

/** What loads native code, replaces this program, starts a debugger or gives out native parts. */
const closedMembers = ['dlopen', 'execve', '_debugProcess', 'binding'] as const;

/** A process of Node that gets this signal opens a debugger, which listens: this one, and every other that it is sent to. */
const debuggerSignal = process.platform === 'darwin' ? 30 : 10;

type Kill = (id: unknown, signal: unknown) => unknown;

/**
 * @param keepsParts whether Electron's own modules still load their parts in this process, as in main
 * @param maySignal whether this process may send any other signal
 */
export function closeOwnProcess(keepsParts: boolean, maySignal: boolean): void {
  // A listener takes the debugger's place; without one, the signal ends the process.
  process.on('SIGUSR1', () => undefined);
  for (const name of ['kill', '_kill']) {
    const original = Reflect.get(process, name) as Kill | undefined;
    if (original === undefined) continue;
    closed(process, name, (id, signal) => {
      // Read once, as a name or as the whole number that Node's native part makes of it: what is checked is what is sent.
      const isName = typeof signal === 'string' && !(+signal >= 0);
      const wanted = isName ? signal : ((signal ?? 15) as number) | 0;
      if (!maySignal || wanted === 'SIGUSR1' || wanted === debuggerSignal) refuseWay(name);
      return apply(original, process, [id, wanted]);
    });
  }
  for (const name of closedMembers) closeMember(process, name);
  if (!keepsParts) closeMember(process, '_linkedBinding');
}

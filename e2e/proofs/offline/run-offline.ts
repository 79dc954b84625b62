// Runs every command of Lifeboat Offline by the built command line in a network namespace that has nothing in it, and reads from the
// trace of the kernel which sockets were asked for. A command that is not among them is a finding.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '#cli/output.ts';
import { builtProgram } from '../../support/built.ts';
import { hasTokens } from '../../support/tokens.ts';
import { makeScene } from '../secrets/scene.ts';
import { activationCommands } from './activation-commands.ts';
import { makeActivationScene } from './activation-scene.ts';
import { makeCeremonyScene } from './ceremony-scene.ts';
import { everyOfflineCommand } from './every-command.ts';
import { tokenCommands } from './token-commands.ts';
import { ceremonyCommands, emergencyCommands, secretCommands, type TracedCommand } from './traced-commands.ts';

export interface OfflineRun {
  readonly commands: number;
  /** Calls of the kernel that have to do with any network, local pipes included. */
  readonly networkCalls: number;
  readonly findings: readonly string[];
}

/** The families of the internet, of raw frames, and of the kernel's own network settings. */
const outside = /AF_(?:INET6?|PACKET|NETLINK|VSOCK|BLUETOOTH|XDP)/;

interface Traced {
  readonly code: number | null;
  readonly calls: readonly string[];
}

function traced(scratch: string, program: readonly string[]): Promise<Traced> {
  const file = join(scratch, 'trace');
  const tracer = ['-f', '--seccomp-bpf', '-qq', '-e', 'trace=network', '-e', 'signal=none', '-o', file];
  const child = spawn('strace', [...tracer, 'unshare', '--net', ...program], { cwd: scratch, stdio: 'ignore' });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      const calls = readFileSync(file, 'latin1')
        .split('\n')
        .filter((line) => line !== '');
      rmSync(file);
      done({ code, calls });
    });
  });
}

/** Every command; the scene is made below the folder. */
export function tracedCommands(scratch: string): readonly TracedCommand[] {
  const secrets = makeScene(join(scratch, 'scene'));
  const ceremony = makeCeremonyScene(join(scratch, 'ceremony'), secrets.passwords[0] ?? '');
  const activation = makeActivationScene(join(scratch, 'activation'), secrets.passwords[0] ?? '');
  return [
    ...secretCommands(secrets, scratch),
    ...ceremonyCommands(ceremony, scratch),
    ...emergencyCommands(secrets, ceremony, scratch),
    ...activationCommands(activation),
    ...tokenCommands(join(scratch, 'tokens'), activation),
  ];
}

/** Commands that the command line of Lifeboat Offline has and that are not among these. */
export async function untraced(commands: readonly TracedCommand[]): Promise<readonly string[]> {
  const names = new Set(commands.map(({ name }) => name));
  return (await everyOfflineCommand()).filter((name) => !names.has(name));
}

/** Where no token can be made here, what asks one is left out aloud. */
const canRun = ({ name }: TracedCommand): boolean => !name.endsWith(' adopt') || hasTokens();

/** @param isPart whether a command belongs to the part that is run; all of them without it */
export async function runOffline(
  scratch: string,
  isPart: (command: TracedCommand) => boolean = () => true,
): Promise<OfflineRun> {
  const all = tracedCommands(scratch);
  const findings: string[] = [
    ...(await control(scratch)),
    ...(await untraced(all)).map((name) => `${name} is not traced`),
  ];
  const commands = all.filter((command) => isPart(command) && canRun(command));
  let networkCalls = 0;
  for (const { name, args, prepare } of commands) {
    const words = [...name.split(' '), ...args, ...((await prepare?.()) ?? [])];
    const { code, calls } = await traced(scratch, [process.execPath, builtProgram().cli, ...words]);
    networkCalls += calls.length;
    // A package of one machine alone is built and verified, and people are told what it lacks.
    if (code !== 0 && code !== exitCodes.attention) findings.push(`${name} ended with ${code ?? 'a signal'}`);
    findings.push(...calls.filter((call) => outside.test(call)).map((call) => `${name}: ${call}`));
  }
  return { commands: commands.length, networkCalls, findings };
}

/** The positive control: a program that knocks at a door is seen. */
async function control(scratch: string): Promise<string[]> {
  const knock = `require('node:net').connect(9, '127.0.0.1').on('error', () => process.exit(0))`;
  const { calls } = await traced(scratch, [process.execPath, '-e', knock]);
  return calls.some((call) => outside.test(call)) ? [] : ['control: a socket was opened and not seen'];
}

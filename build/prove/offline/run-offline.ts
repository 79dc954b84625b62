// Runs the offline half of a recovery by the built command line in a network namespace that has nothing in it, and reads from the
// trace of the kernel which sockets were asked for.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { builtProgram } from '../../testing/built.ts';
import { makeScene, type Scene } from '../secrets/scene.ts';

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

/** What the machine of the custodians does in a recovery, and around it. */
function offlineCommands({ domain, keys, passwords, exchange, claim }: Scene, folder: string): readonly string[][] {
  const [first = '', second = ''] = passwords;
  const quorum = keys.slice(0, 2);
  const blob = join(folder, 'blob.json');
  return [
    ['custodian', 'create', '--name', 'anna', '--out', folder, '--bits', '3072', '--password-file', first],
    ['security-domain', 'inspect', domain],
    ['security-domain', 'check', domain, '--keys', ...keys, '--password-files', ...passwords],
    ['security-domain', 'check', domain, '--reconstruct', '--keys', ...quorum, '--password-files', first, second],
    [
      ...['restore-blob', '--sd-file', domain, '--sd-exchange-key', exchange, ...claim],
      ...['--sd-wrapping-keys', ...quorum, '--password-files', first, second, '--sd-file-restore-blob', blob],
    ],
    ['restore-blob', 'inspect', blob],
    ['identity', 'create', '--role', 'offline', '--holder', 'Offline', '--out', folder, '--password-file', first],
    ['identity', 'show', join(folder, 'offline.public.json')],
  ];
}

/** @param only a part of the commands, by their first two words */
export async function runOffline(scratch: string, only?: readonly string[]): Promise<OfflineRun> {
  const scene = makeScene(join(scratch, 'scene'));
  const commands = offlineCommands(scene, scratch).filter(
    ([group = '', verb = '']) => only?.includes(`${group} ${verb}`) ?? true,
  );
  const findings: string[] = await control(scratch);
  let networkCalls = 0;
  for (const args of commands) {
    const name = args.slice(0, 2).join(' ');
    const { code, calls } = await traced(scratch, [process.execPath, builtProgram().cli, ...args]);
    networkCalls += calls.length;
    if (code !== 0) findings.push(`${name} ended with ${code ?? 'a signal'}`);
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

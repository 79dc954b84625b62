// The Azure SDK for Python and the Azure CLI's own functions, against a practice cloud: one scenario of the script each time.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#build/root.ts';
import { referenceProgram } from './reference-tools.ts';

const python = '/usr/bin/python3';
const script = join(root, 'electron', 'main', 'simulator', 'testdata', 'azure_clients.py');

/** Whether both are on this machine; says loudly if not. */
export const hasAzureClients = (): boolean =>
  referenceProgram(python, '-c', 'import azure.keyvault.securitydomain, azure.cli.command_modules.keyvault') !==
  undefined;

/** Runs one scenario of the script; not synchronously, because the server it talks to is in this process. */
export async function runAzureClients<T>(job: Record<string, unknown>, home: string): Promise<T> {
  const child = spawn(python, [script], { env: { ...process.env, AZURE_CONFIG_DIR: join(home, 'azure') } });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString('utf8')));
  child.stdin.end(JSON.stringify(job));
  const code = await new Promise((closed) => child.once('close', closed));
  if (code !== 0) throw new Error(output.stderr);
  return JSON.parse(output.stdout) as T;
}

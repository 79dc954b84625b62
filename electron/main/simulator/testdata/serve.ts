// A practice cloud in its own process, for tests that kill it: prints its port and serves the directory that it is given.
import { startPracticeCloud } from '../practice-cloud.ts';

const cloud = await startPracticeCloud({ directory: process.argv[2] ?? '', port: Number(process.argv[3] ?? 0) });
if (cloud.hsms().length === 0) await cloud.createHsm('killed', { managedIdentity: true });
process.stdout.write(`${JSON.stringify({ port: cloud.port, caCertificatePem: cloud.caCertificatePem })}\n`);
// A test that dies must not leave us behind.
process.stdin.on('end', () => process.exit()).resume();

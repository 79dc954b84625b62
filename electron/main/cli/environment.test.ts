// What is set outside, against programs that are really started: variables and switches that change a process are refused by name, those
// that would act later are gone, and neither chooses whom a machine trusts.
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy, type Server as Proxy } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line } from '#e2e/support/command-line.ts';
import { builtProgram } from '#e2e/support/built.ts';
import { root } from '#build/root.ts';
import { cleanEnvironment } from '#platform/start-environment.ts';
import { makeServerIdentity } from '#simulator/server-certificate.ts';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(process.execPath, args, { env: { PATH: '/usr/bin:/bin', ...env } }, (_error, out, errors) =>
      done({ code: child.exitCode ?? -1, out, errors }),
    );
  });
}

const { cli } = builtProgram();
/** A command that holds a secret: it reads a file that is not there. */
const command = ['identity', 'show', '/nothing/here', '--json'];

describe('a process that was changed before its first line runs nothing, and says by what', () => {
  it.each([
    ['NODE_OPTIONS', '--no-warnings'],
    ['NODE_DEBUG', 'http'],
    ['NODE_DEBUG_NATIVE', 'none'],
    ['NODE_COMPILE_CACHE', join(tmpdir(), 'lifeboat-no-cache')],
    ['NODE_USE_ENV_PROXY', '0'],
    ['OPENSSL_CONF', '/dev/null'],
    ['OPENSSL_MODULES', '/tmp'],
    ['SSLKEYLOGFILE', '/tmp/keys'],
    ['LD_PRELOAD', '/nothing/here.so'],
    ['LD_AUDIT', '/nothing/here.so'],
  ])('%s', async (name, value) => {
    const { code, out } = await run([cli, ...command], { [name]: value });
    expect([code, out.trim()]).toEqual([3, `{"fault":{"code":"ENVIRONMENT_REFUSED","names":["${name}"]}}`]);
  });

  it.each([
    '--use-openssl-ca',
    '--use-system-ca',
    '--use-bundled-ca',
    '--tls-keylog=/dev/null',
    '--inspect=127.0.0.1:0',
  ])('node %s', async (word) => {
    const { code, out } = await run([word, cli, ...command], {});
    expect(code).toBe(3);
    expect(out).toContain(`"ENVIRONMENT_REFUSED","names":["${word.split('=')[0]!}"]`);
  });

  it('names all of them, in the words of the person, and is not led by an empty one', async () => {
    const { errors } = await run([cli, 'plan', 'show', '/nothing', '--language', 'de'], {
      NODE_DEBUG: 'tls',
      SSLKEYLOGFILE: '/tmp/keys',
      LD_PRELOAD: '',
    });
    expect(errors).toContain('mit NODE_DEBUG, SSLKEYLOGFILE in seiner Umgebung');
  });
});

describe('what would act later is gone', () => {
  const set = {
    ...{ NODE_EXTRA_CA_CERTS: 'x', NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_PATH: 'x', NODE_REPL_HISTORY: 'x' },
    ...{ SSL_CERT_FILE: 'x', SSL_CERT_DIR: 'x', https_proxy: 'x', HTTPS_PROXY: 'x', ALL_PROXY: 'x', no_proxy: 'x' },
    ...{
      AZURE_AUTHORITY_HOST: 'x',
      AZURE_CLIENT_SECRET: 'x',
      AZURE_REGIONAL_AUTHORITY_NAME: 'x',
      AZURE_LOG_LEVEL: 'x',
    },
    ...{
      IDENTITY_ENDPOINT: 'x',
      MSI_ENDPOINT: 'x',
      DEBUG: 'x',
      PYTHONPATH: 'x',
      BASH_ENV: 'x',
      REQUESTS_CA_BUNDLE: 'x',
    },
  };

  it('and what people and the system need stays', () => {
    const kept = { HOME: '/home/op', DISPLAY: ':0', AZURE_CONFIG_DIR: '/home/op/.azure', LANG: 'de_DE.UTF-8' };
    const env: NodeJS.ProcessEnv = { ...set, ...kept, PATH: '.:/home/op/bin::/usr/bin' };
    cleanEnvironment(env, 'linux');
    const { PATH, ...rest } = env;
    expect(rest).toEqual(kept);
    for (const folder of PATH?.split(':') ?? []) expect(folder).toMatch(/^\/(?:usr|bin|sbin|opt\/homebrew)/);
  });

  it('on Windows in whatever case it is written', () => {
    const env: NodeJS.ProcessEnv = { Node_Extra_CA_Certs: 'x', Azure_Client_Secret: 'x', SystemRoot: 'C:\\Windows' };
    cleanEnvironment(env, 'win32');
    expect(Object.keys(env).sort()).toEqual(['PATH', 'SystemRoot']);
  });
});

describe('nobody chooses by a variable whom this machine trusts, nor the way', () => {
  const host = 'some-hsm.managedhsm.azure.net';
  let folder: string;
  let server: Server;
  let proxy: Proxy;
  let requests = 0;
  let asked = 0;
  let caFile: string;

  const listen = async (each: Server | Proxy): Promise<number> => {
    await new Promise<void>((listening) => each.listen(0, '127.0.0.1', listening));
    return (each.address() as AddressInfo).port;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lifeboat-trust-'));
    const { servers, caCertificatePem } = makeServerIdentity(Date.now(), [{ dns: host }]);
    const [{ certificatePem, keyPem }] = servers;
    caFile = join(folder, 'attacker.pem');
    writeFileSync(caFile, caCertificatePem);
    server = createServer({ key: keyPem, cert: certificatePem + caCertificatePem }, (_request, answer) => {
      requests += 1;
      answer.end('{}');
    });
    const port = await listen(server);
    proxy = createProxy();
    proxy.on('connect', (_request, near) => {
      asked += 1;
      const far = connect(port, '127.0.0.1', () => {
        near.write('HTTP/1.1 200 Connection established\r\n\r\n');
        near.pipe(far).pipe(near);
      });
      for (const each of [near, far]) each.on('error', () => undefined);
    });
    await listen(proxy);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    proxy.closeAllConnections();
    proxy.close();
    rmSync(folder, { recursive: true });
  });

  /** A program of ours, started as an operator's, that asks the host: by the proxy that the operator named, if one was. */
  async function askHost(env: NodeJS.ProcessEnv, isNamed: boolean, roots = '[]'): Promise<string> {
    const file = (name: string): string => pathToFileURL(join(root, 'electron', 'main', name)).href;
    const way = isNamed
      ? `{ proxy: 'http://127.0.0.1:${(proxy.address() as AddressInfo).port}', roots: ${roots} }`
      : '{}';
    const source = `
      import { readFileSync } from 'node:fs';
      import { cleanEnvironment } from '${file('platform/start-environment.ts')}';
      cleanEnvironment(process.env);
      const { createAzureTransport } = await import('${file('azure/azure-connection.ts')}');
      const { networkPath } = await import('${file('azure/network-path.ts')}');
      const { createPipelineRequest } = await import('@azure/core-rest-pipeline');
      const { httpClient, close } = createAzureTransport(networkPath(${way}));
      const request = createPipelineRequest({ url: 'https://${host}/keys', method: 'GET', timeout: 5000 });
      const answer = await httpClient.sendRequest(request).then(({ status }) => String(status), ({ code }) => String(code));
      console.log('answer ' + answer);
      close();
    `;
    const script = join(root, 'node_modules', '.cache', `ask-${process.pid}.mjs`);
    writeFileSync(script, source);
    try {
      return (await run(['--no-warnings', script], env)).out;
    } finally {
      rmSync(script);
    }
  }

  it(
    'a server of the attacker is believed where the operator names its root: the control',
    { timeout: 60_000 },
    async () => {
      const roots = `[{ name: 'a.pem', certificate: readFileSync(${JSON.stringify(caFile)}) }]`;
      expect(await askHost({}, true, roots)).toContain('answer 200');
      expect(requests).toBe(1);
    },
  );

  it.each(['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'NODE_TLS_REJECT_UNAUTHORIZED'])(
    '%s does not make it believed',
    { timeout: 60_000 },
    async (name) => {
      const before = [requests, asked] as const;
      const value = name === 'NODE_TLS_REJECT_UNAUTHORIZED' ? '0' : caFile;
      expect(await askHost({ [name]: value }, true)).toMatch(/answer [A-Z_]+/);
      expect(requests).toBe(before[0]);
      expect(asked).toBeGreaterThan(before[1]);
    },
  );

  it('a proxy of the environment is not asked', { timeout: 60_000 }, async () => {
    const before = asked;
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    await askHost({ HTTPS_PROXY: address, https_proxy: address, ALL_PROXY: address }, false);
    expect(asked).toBe(before);
  });
});

describe.runIf(process.platform === 'linux')('a program on the search path', () => {
  it('is not started by a command that prints', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lifeboat-planted-'));
    try {
      const told = join(folder, 'told');
      for (const name of ['chromium', 'chromium-headless-shell', 'google-chrome', 'sh', 'az']) {
        writeFileSync(join(folder, name), `#!/bin/sh\nenv > ${told}\n`);
        chmodSync(join(folder, name), 0o755);
      }
      await run([cli, 'print', 'script', '--plan', '/nothing', '--out', join(folder, 'a.pdf')], {
        PATH: `${folder}:.`,
      });
      const custodian = line`custodian create --name a --out ${folder} --password-file ${join(folder, 'word')}`;
      writeFileSync(join(folder, 'word'), 'a passphrase for a test\n');
      const made = await run([cli, ...custodian, '--bits', '3072'], { PATH: `${folder}:.` });
      expect(made.code).toBe(0);
      expect(existsSync(told)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

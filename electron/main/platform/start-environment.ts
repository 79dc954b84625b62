// The environment in which a program is started: what would change it from outside is refused where it has acted already, and removed where
// it would act later. Names only; nobody's value is looked at, shown or kept.
import { delimiter } from 'node:path';

/**
 * These have changed the process before its first line: code that was loaded into it, what it writes down, what its cryptography is.
 * Node's command-line documentation, "Environment variables"; ld.so(8); dyld(1); Chromium's net/socket/ssl_key_logger_impl.h.
 */
const refused = [
  ...['NODE_OPTIONS', 'NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'NODE_V8_COVERAGE', 'NODE_COMPILE_CACHE'],
  ...['NODE_USE_ENV_PROXY', 'NODE_USE_SYSTEM_CA', 'NODE_PENDING_PIPE_INSTANCES', 'NODE_REPL_EXTERNAL_MODULE'],
  ...['OPENSSL_CONF', 'OPENSSL_MODULES', 'OPENSSL_ENGINES', 'SSLKEYLOGFILE'],
  ...['LD_PRELOAD', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES', 'DYLD_LIBRARY_PATH', 'DYLD_FRAMEWORK_PATH'],
] as const;

/** The same as switches of Node, which are before the name of the program. */
const refusedSwitches =
  /^--?(?:use-(?:openssl|system|bundled)-ca|use-env-proxy|tls-|trace-tls|openssl-|force-fips|enable-fips|inspect|debug|r$|require|import|loader|experimental-loader|env-file|expose[-_]internals|allow-natives|secure-heap|disable-proto|preserve-symlinks|conditions|C$)/;

/**
 * These would act later, in libraries or in programs that are started: whose certificates count, by which way, as whom, and what is printed.
 * Machines of companies set some of them for everybody, so they are removed and the program goes on.
 */
const removed: readonly RegExp[] = [
  /^NODE_/,
  /^(?:NIX_)?SSL_CERT_/,
  /^(?:https?|all|no|ftp|grpc)_proxy$/i,
  // Authority, credential, region and log of Azure's libraries; the folder of the Azure CLI says whose sign-in it is, and stays.
  /^AZURE_(?!CONFIG_DIR$)/,
  /^(?:MSI|IDENTITY|IMDS)_/,
  /^(?:REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|GRPC_DEFAULT_SSL_ROOTS_FILE_PATH)$/,
  /^DEBUG$/,
  // What shells and the Azure CLI run before their own first line.
  /^(?:PYTHON|PERL5|RUBY)/,
  /^(?:BASH_ENV|ENV|SHELLOPTS|BASHOPTS|IFS|CDPATH)$/,
];

/** Folders for programs to which only the system, or an administrator who installs programs, can write. */
export const systemFolders: readonly string[] = [
  ...['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin', '/opt/homebrew/bin'],
];
const systemFoldersOfWindows: readonly string[] = [
  'System32',
  '',
  'System32\\Wbem',
  'System32\\WindowsPowerShell\\v1.0',
];

/**
 * Names that the process may not have been started with.
 * @param execArgv switches of Node
 */
export function refusedEnvironment(env: NodeJS.ProcessEnv, execArgv: readonly string[]): readonly string[] {
  const names = Object.keys(env).filter((name) => refused.some((each) => each === upperOnWindows(name)));
  const switches = execArgv.map((word) => word.split('=')[0] ?? '').filter((word) => refusedSwitches.test(word));
  return [...names.filter((name) => env[name] !== ''), ...switches];
}

/** Removes what would act later, and gives the search path that programs of the system need: no relative entry, no folder of anybody's. */
export function cleanEnvironment(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): void {
  for (const name of Object.keys(env)) {
    const isRefused = refused.some((each) => each === upperOnWindows(name, platform));
    // What is refused stays to be named.
    if (!isRefused && removed.some((pattern) => pattern.test(upperOnWindows(name, platform))))
      Reflect.deleteProperty(env, name);
  }
  const systemRoot = env['SystemRoot'] ?? env['SYSTEMROOT'] ?? 'C:\\Windows';
  env['PATH'] =
    platform === 'win32'
      ? systemFoldersOfWindows.map((folder) => `${systemRoot}\\${folder}`).join(';')
      : systemFolders.join(':');
}

/** For a program that was checked and that a library starts by its name. */
export function addToSearchPath(folder: string): void {
  process.env['PATH'] = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
}

/** Windows takes names in any case for the same. */
const upperOnWindows = (name: string, platform: NodeJS.Platform = process.platform): string =>
  platform === 'win32' ? name.toUpperCase() : name;

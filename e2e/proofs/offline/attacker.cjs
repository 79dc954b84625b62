// Runs inside a process, in the place of a package that nobody meant to be there: behind the first line of a built file, with its `require`.
// It walks over everything that it can reach, and tries every function that may lead to a socket, a program, a thread or a debugger. What
// came of it is told by the kernel and by those who listen, not by this file. `target` comes from `attack.ts`, which puts it
// before this text. Plain JavaScript, because it is put into files as they were built.
/* global target */
const fs = require('node:fs');

/** Names of functions that are tried; of all others, none is about talking to somebody. */
const tried =
  /connect|listen|bind|open|spawn|fork|exec|thread|worker|lookup|resolve|query|addr|nameinfo|host|socket|request|fetch|send|dispatch|register|hook|load|import|require|module|createserver|debug|inspect|session|engine|multicast|recv|client/i;
/** Of what is tried on this machine, what would end the attacker, or leads nowhere. */
const quiet =
  /^(?:exit|reallyExit|_?kill|abort|execve|emit|on|once|off|addListener|removeAllListeners|runMain|_tickCallback|_rawDebug|dlopen|crash|hang|umask|chdir|set[eug]+id|setgroups|initgroups|register|registerHooks)$/;
/** What would end this process, make it hang or hurt the machine, whatever it is given. */
const spared =
  /^(?:exit|_?kill|reallyExit|abort|execve|set[eug]+id|initgroups|setgroups|umask|rm\w*|unlink\w*|rename\w*|_tickCallback|disconnect|_disconnect|_rawDebug|waitForDebugger|callAndPauseOnStart|_fatalException|opendir\w*|bindingsWatch|loadEnvFile)$/;

const code = `require('node:net').connect(${target.port}, '127.0.0.1', function () { this.end('program') })`;
const moduleCode = `import net from 'node:net'; net.connect(${target.port}, '127.0.0.1', function () { this.end('thread') })`;
const nothing = () => undefined;

/** Writes to where the host reads, however full it is. */
function tell(text) {
  for (let bytes = Buffer.from(text); bytes.length > 0;) {
    try {
      bytes = bytes.subarray(fs.writeSync(1, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

// Whatever is tried, the attacker goes on.
const end = process.reallyExit.bind(process);
const stay = () => {
  throw new Error('not yet');
};
Object.assign(process, { exit: stay, reallyExit: stay });
process.on('uncaughtException', nothing);
process.on('unhandledRejection', nothing);

/** Functions by what they are called, each with the object it was found on. */
const functions = new Map();
const seen = new Set();
const queue = [];

function meet(value, path) {
  const kind = typeof value;
  if ((kind !== 'object' && kind !== 'function') || value === null || seen.has(value)) return;
  seen.add(value);
  // The double of Electron drives its browser from here; Electron has nothing of the kind.
  if (path.length < 400 && !path.includes('/node_modules/playwright')) queue.push([value, path]);
}

const nameOf = (key) => (typeof key === 'symbol' ? `[${String(key.description)}]` : key);

function walk() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [owner, path] = next;
    if (target.trace && (globalThis.__n = (globalThis.__n ?? 0) + 1) % 1000 === 0)
      fs.appendFileSync(target.trace, `W ${globalThis.__n} ${queue.length} ${path}\n`);
    let keys = [];
    try {
      keys = Reflect.ownKeys(owner);
      meet(Reflect.getPrototypeOf(owner), `${path}.__proto__`);
      if (owner instanceof Map || owner instanceof Set)
        for (const each of [...owner].flat()) meet(each, `${path}.<entry>`);
    } catch {
      continue;
    }
    // Bytes and long lists lead nowhere.
    if (ArrayBuffer.isView(owner) || keys.length > 5000) continue;
    for (const key of keys) {
      const where = `${path}.${nameOf(key)}`;
      let value;
      try {
        const own = Reflect.getOwnPropertyDescriptor(owner, key);
        meet(own?.get, `${where}.get`);
        meet(own?.set, `${where}.set`);
        value = own?.get === undefined ? own?.value : Reflect.get(owner, key, owner);
      } catch {
        continue;
      }
      if (typeof value === 'function' && !functions.has(value)) functions.set(value, { owner, key, where });
      meet(value, where);
    }
  }
}

/** Modules by every door that there is. Electron's own is tried by itself: what it gives out acts on windows and files. */
function modules() {
  const Module = require('node:module');
  const doors = [
    require,
    module.require?.bind(module),
    process.mainModule?.require?.bind(process.mainModule),
    Module._load,
    (name) => Module.createRequire(target.report)(name),
    (name) => process.getBuiltinModule(name),
    (name) => Module.prototype.require.call(module, name),
  ];
  const names = [...new Set([...Module.builtinModules, 'inspector/promises'])];
  for (const name of names) {
    // Asking for some of them is loud, and they hold nothing of ours.
    if (/^(?:node:)?(?:punycode|sys|wasi|sqlite|_stream.*|_tls.*|trace_events|test.*|sea)$/.test(name)) continue;
    for (const [at, door] of doors.entries()) {
      for (const asked of [name, `node:${name.replace(/^node:/, '')}`]) {
        try {
          const found = door?.(asked);
          if (found !== undefined) meet(found, `<${asked} by door ${at}>`);
        } catch {
          // Refused, or not there.
        }
      }
    }
  }
  for (const name of [
    'tcp_wrap',
    'pipe_wrap',
    'udp_wrap',
    'process_wrap',
    'spawn_sync',
    'cares_wrap',
    'inspector',
    'tty_wrap',
    'stream_wrap',
  ]) {
    for (const door of ['binding', '_linkedBinding']) {
      try {
        meet(process[door](name), `<${name} by ${door}>`);
      } catch {
        // Refused.
      }
    }
  }
}

/** Sockets, pipes by name and children that this process has, as the kernel tells. */
function ofKernel() {
  const found = new Set();
  try {
    const inodes = new Set();
    for (const table of ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'packet', 'netlink']) {
      for (const line of fs.readFileSync(`/proc/self/net/${table}`, 'latin1').split('\n').slice(1)) {
        for (const word of line.trim().split(/\s+/)) inodes.add(word);
      }
    }
    for (const each of fs.readdirSync('/proc/self/fd')) {
      const link = fs.readlinkSync(`/proc/self/fd/${each}`, 'latin1');
      const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
      if (inode !== undefined && inodes.has(inode)) found.add(`socket ${inode}`);
    }
  } catch {
    // A descriptor that went while it was read, or another system than Linux.
  }
  try {
    for (const task of fs.readdirSync('/proc/self/task')) {
      for (const child of fs.readFileSync(`/proc/self/task/${task}/children`, 'latin1').split(' ')) {
        if (child !== '') found.add(`child ${child}`);
      }
    }
  } catch {
    // As above.
  }
  return found;
}

const start = ofKernel();
const news = new Map();
/** What each new one is, as long as it is there to be asked. */
const look = () => {
  for (const each of ofKernel()) {
    if (start.has(each) || news.has(each)) continue;
    let what = '';
    try {
      // Its name and its state: one that has ended has no arguments any more.
      what = fs
        .readFileSync(`/proc/${/^child (\d+)$/.exec(each)?.[1]}/stat`, 'latin1')
        .split(' ', 3)
        .join(' ');
    } catch {
      // A socket, or one that has gone.
    }
    news.set(each, `${each} ${what}`.trim());
  }
};

for (const [root, path] of [
  [globalThis, 'globalThis'],
  [process, 'process'],
  [module, 'module'],
  [require, 'require'],
])
  meet(root, path);
// Streams and their handles are made when they are asked for.
for (const name of ['stdin', 'stdout', 'stderr']) {
  try {
    const stream = process[name];
    meet(stream, `process.${name}`);
    meet(stream._handle, `process.${name}._handle`);
    meet(stream._handle?.constructor, `process.${name}._handle.constructor`);
  } catch {
    // There is none.
  }
}
for (const list of ['_getActiveHandles', '_getActiveRequests']) {
  try {
    meet(process[list](), `process.${list}()`);
  } catch {
    // There is none.
  }
}
// Electron's own module is tried by itself: what it gives out acts on windows and files.
for (const name of ['electron', 'electron/main', 'electron/common']) {
  try {
    seen.add(require.cache[name]?.exports);
  } catch {
    // Refused.
  }
}
modules();
walk();

const address = { host: '127.0.0.1', port: target.port };
const url = `http://127.0.0.1:${target.port}/`;
const { program } = target;
const ignored = [{ type: 'ignore' }, { type: 'ignore' }, { type: 'ignore' }];
const native = { file: program, args: [program, '-e', code], envPairs: [], stdio: ignored, cwd: '/', detached: false };
const shapes = [
  [address],
  [target.port, '127.0.0.1'],
  [target.path],
  [{ path: target.path }],
  [url],
  [0],
  ['localhost'],
  ['udp4'],
  ['localhost', nothing],
  [program, ['-e', code]],
  [`"${program}" -e "${code}"`],
  [native],
  [`data:text/javascript,${moduleCode}`],
  [process.pid],
  ['127.0.0.1', target.port],
  [Buffer.from('x'), 0, 1, target.port, '127.0.0.1', nothing],
];

const isNative = (each) =>
  /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(each)) && !/^bound /.test(each.name);

/** Native parts end a process that gives them what they do not expect, so each of these is called as Node calls it. */
const wrapOf = (name) => {
  const Kind = [...functions.keys()].find((each) => each.name === name && isNative(each));
  return Kind === undefined
    ? undefined
    : Object.assign(new Kind(), { oncomplete: nothing, address: '127.0.0.1', port: target.port });
};
const handleOf = { TCP: [0], Pipe: [0], UDP: [], Process: [], ChannelWrap: [-1, 4, 0] };
const recipes = {
  'TCP.connect': () => [wrapOf('TCPConnectWrap'), '127.0.0.1', target.port],
  'TCP.connect6': () => [wrapOf('TCPConnectWrap'), '::1', target.port],
  'TCP.bind': () => ['127.0.0.1', 0],
  'TCP.bind6': () => ['::1', 0, 0],
  'TCP.listen': () => [1],
  'Pipe.connect': () => [wrapOf('PipeConnectWrap'), target.path],
  'Pipe.bind': () => [`${target.path}.bound`],
  'Pipe.listen': () => [1],
  'UDP.bind': () => ['127.0.0.1', 0, 0],
  'UDP.bind6': () => ['::1', 0, 0],
  'UDP.connect': () => ['127.0.0.1', target.port],
  'UDP.connect6': () => ['::1', target.port],
  'UDP.recvStart': () => [],
  'UDP.send': () => [wrapOf('SendWrap'), [Buffer.from('datagram')], 1, target.port, '127.0.0.1', false],
  'UDP.send6': () => [wrapOf('SendWrap'), [Buffer.from('datagram')], 1, target.port, '::1', false],
  'Process.spawn': () => [program, native.args, undefined, [], ignored, 0],
  getaddrinfo: () => [wrapOf('GetAddrInfoReqWrap'), 'localhost', 0, 0, 0],
  getnameinfo: () => [wrapOf('GetNameInfoReqWrap'), '127.0.0.1', 80],
  spawn: () => [native],
  _debugProcess: () => [process.pid],
  open: () => [0, '127.0.0.1', false],
};
/** Native functions that lead to nobody, with what they do. */
const untried = [];

function attack(each, { owner, key, where }) {
  const name = String(nameOf(key));
  if (!isNative(each)) return attackScript(each, owner, where);
  const kind = owner?.constructor?.prototype === owner ? owner.constructor.name : '';
  const recipe = recipes[kind === '' ? name : `${kind}.${name}`];
  if (recipe === undefined) {
    untried.push(where);
    return;
  }
  let self = owner;
  try {
    if (kind !== '') self = new owner.constructor(...(handleOf[kind] ?? []));
  } catch {
    // It is called on the class then.
  }
  calls += 1;
  attempt(where, () => Reflect.apply(each, self, recipe()));
}

function attackScript(each, owner, where) {
  for (const self of instances(owner)) {
    for (const values of shapes) {
      calls += 1;
      attempt(where, () => Reflect.apply(each, self, values));
    }
  }
  if (each.prototype === undefined) return;
  for (const values of [
    [address],
    [code, { eval: true }],
    [url],
    [new URL(`data:text/javascript,${moduleCode}`)],
    [],
  ]) {
    attempt(`new ${where}`, () => Reflect.construct(each, values));
  }
}

/** An object on which a function of a class can be called. */
function instances(owner) {
  const found = [owner];
  const kind = owner?.constructor;
  if (typeof kind !== 'function' || kind.prototype !== owner || isNative(kind)) return found;
  for (const values of [[], [{}], [0, {}]]) {
    try {
      found.push(Reflect.construct(kind, values));
    } catch {
      // It wants something else.
    }
  }
  return found.slice(0, 3);
}

const open = new Set();
let refused = 0;
function attempt(where, work) {
  try {
    const answer = work();
    // What promises something has done it when the promise is kept.
    if (typeof answer?.then === 'function') answer.then(() => open.add(where), nothing);
    else open.add(where);
  } catch (error) {
    if (error?.fault?.code === 'NETWORK_REFUSED') refused += 1;
  }
}

/** The names of Electron's module. */
const electronNames = ['electron', 'electron/main', 'electron/common', 'electron/renderer', 'electron/utility'];

/** What every door answers that is asked for Electron's module: in a utility process there is none that may. */
function electronModules() {
  const Module = require('node:module');
  const { createRequire } = Module;
  const ofCache = (cache, name) => cache[name]?.exports;
  const ofChildren = (parent) => parent?.children.find(({ id }) => electronNames.includes(id))?.exports;
  const doors = {
    require,
    'module.require': (name) => module.require(name),
    'mainModule.require': (name) => process.mainModule?.require(name),
    'Module._load': (name) => Module._load(name),
    'Module.prototype.require': (name) => Module.prototype.require.call(module, name),
    createRequire: (name) => createRequire(target.report)(name),
    getBuiltinModule: (name) => process.getBuiltinModule(name),
    'require.cache': (name) => ofCache(require.cache, name),
    'getter of require.cache': (name) =>
      require.cache[name] && Object.getOwnPropertyDescriptor(require.cache[name], 'exports')?.get?.(),
    'Module._cache': (name) => ofCache(Module._cache, name),
    'module.children': () => ofChildren(module),
    'mainModule.children': () => ofChildren(process.mainModule),
    'require of an emptied cache': (name) => {
      delete require.cache[name];
      return require(name);
    },
  };
  const found = [];
  for (const [door, ask] of Object.entries(doors)) {
    for (const name of electronNames) {
      try {
        const electron = ask(name);
        if (electron !== undefined) found.push([`${door}(${name})`, electron]);
      } catch (error) {
        if (error?.fault?.code === 'NETWORK_REFUSED') refused += 1;
      }
    }
  }
  return found;
}

/** Addresses by which an importer gets Electron's module: every address of its scheme, however it is written. */
const electronAddresses = [
  ...electronNames,
  ...['electron:electron', 'electron:other', 'ELECTRON:electron', ' electron:electron', 'elec\ntron:electron'],
  ...electronNames.map((name) => `data:text/javascript,export * from "${name}"; export { default } from "${name}"`),
];

/** Ways of Electron: other parts of its module, and in main a process or a program that is not ours. */
function tryElectron(by, electron) {
  if (!target.isMain) {
    open.add(`electron by ${by}`);
    return;
  }
  const { app, utilityProcess } = electron;
  for (const name of [
    ...['net', 'shell', 'autoUpdater', 'crashReporter', 'inAppPurchase', 'pushNotifications', 'webContents'],
    ...['desktopCapturer', 'safeStorage', 'ShareMenu', 'systemPreferences'],
  ]) {
    let part;
    try {
      part = electron[name];
    } catch {
      // The double does not play it: whoever meets that has Electron's whole module.
      part = name;
    }
    if (part !== undefined) open.add(`electron.${name} by ${by}`);
  }
  const folder = `${app.getAppPath()}/out/secrets`;
  const worker = `${folder}/key-worker.cjs`;
  const own = `${target.report}.cjs`;
  fs.writeFileSync(own, code);
  const fork = (...values) => attempt(`electron.utilityProcess.fork by ${by}`, () => utilityProcess.fork(...values));
  const preload = { NODE_OPTIONS: `--require ${own}` };
  fork(own);
  fork(`${worker}/../../../../${own}`);
  fork(worker, ['--require', own]);
  fork(worker, [], { execArgv: ['--require', own] });
  fork(worker, [], { env: preload });
  fork({ toString: () => own });
  // Anyone who looks twice sees two things.
  let looks = 0;
  const unsteady = { ownKeys: () => ((looks += 1) < 2 ? [] : ['NODE_OPTIONS']) };
  fork(worker, [], { env: new Proxy(preload, unsteady) });
  const list = ['--require', own];
  let lengths = 0;
  fork(worker, [], {
    execArgv: new Proxy(list, { get: (from, key) => (key === 'length' && (lengths += 1) < 2 ? 0 : from[key]) }),
  });
  let reads = 0;
  fork(worker, [], {
    get env() {
      return (reads += 1) < 2 ? {} : preload;
    },
  });
  // Other files in the place of the app's, and other answers in the place of the language's.
  const foreign = `${target.report}.app`;
  fs.mkdirSync(`${foreign}/out/secrets`, { recursive: true });
  fs.writeFileSync(`${foreign}/out/secrets/key-worker.cjs`, code);
  changed(
    app,
    'getAppPath',
    () => foreign,
    () => fork(`${foreign}/out/secrets/key-worker.cjs`),
  );
  for (const [owner, key, value] of changes) {
    changed(owner, key, value, () => {
      fork(own);
      fork(worker, [], { env: preload });
    });
  }
  attempt(`electron.app.relaunch by ${by}`, () => app.relaunch({ execPath: program, args: ['-e', code] }));
}

/** Functions of the language on which a check might rely, with what would talk it round. */
const changes = [
  [Set.prototype, 'has', () => true],
  [Set.prototype, 'has', () => false],
  [Array.prototype, 'some', () => true],
  [Array.prototype, 'some', () => false],
  [Array.prototype, 'every', () => true],
  [Array.prototype, 'includes', () => true],
  [Array.prototype, 'includes', () => false],
  [Array, 'isArray', () => true],
  [Object, 'keys', () => []],
  [Object, 'hasOwn', () => true],
  [Object, 'hasOwn', () => false],
  [Reflect, 'ownKeys', () => []],
  [String.prototype, 'replace', () => 'fs'],
  [String.prototype, 'slice', () => 'fs'],
  [String.prototype, 'startsWith', () => false],
  [RegExp.prototype, 'test', () => false],
  [RegExp.prototype, 'exec', () => null],
  [Number, 'isNaN', () => true],
  [globalThis, 'String', () => 'fs'],
  [globalThis, 'Number', () => 0],
];

/** Changes a member while something is tried. */
function changed(owner, key, value, work) {
  const original = owner[key];
  try {
    owner[key] = value;
    work();
  } catch {
    // It cannot be changed, or what was tried was refused.
  } finally {
    try {
      owner[key] = original;
    } catch {
      // As above.
    }
  }
}

/** Modules from a loader whose check was talked round, or that looks twice. */
function tryChanged(given) {
  const Module = require('node:module');
  const doors = {
    require,
    'Module._load': (name) => Module._load(name),
    getBuiltinModule: (name) => process.getBuiltinModule(name),
  };
  const ask = (how) => {
    for (const [door, load] of Object.entries(doors)) {
      for (const name of ['net', 'node:net', { toString: steady() }]) {
        try {
          const found = load(name);
          if (found?.connect !== undefined) given.push(`net by ${door}, ${how}`);
        } catch (error) {
          if (error?.fault?.code === 'NETWORK_REFUSED') refused += 1;
        }
      }
    }
  };
  const steady = () => {
    let turn = 0;
    return () => ((turn += 1) < 2 ? 'fs' : 'net');
  };
  ask('as it is');
  for (const [owner, key, value] of changes) changed(owner, key, value, () => ask(`with another ${key}`));
  // A package may give a module another name. A worker can write none.
  if (target.isWorker) return;
  const folder = `${target.report}.package`;
  fs.mkdirSync(folder);
  fs.writeFileSync(`${folder}/package.json`, JSON.stringify({ imports: { '#net': 'net', '#electron': 'electron' } }));
  const requireThere = Module.createRequire(`${folder}/file.js`);
  for (const [name, load] of [
    ['#net', (found) => given.push(`${found === undefined ? 'nothing' : 'net'} by another name`)],
    ['#electron', (found) => tryElectron('another name', found)],
  ]) {
    fs.writeFileSync(`${folder}/${name.slice(1)}.mjs`, `export * from '${name}'; export { default } from '${name}';`);
    later.push([`${name} by another name`, () => import(`file://${folder}/${name.slice(1)}.mjs`)]);
    try {
      load(requireThere(name));
    } catch (error) {
      if (error?.fault?.code === 'NETWORK_REFUSED') refused += 1;
    }
  }
}

/** Native parts by the doors for them, and by the function behind a door, from one who calls it. */
function tryParts() {
  const doors = { binding: process.binding, _linkedBinding: process._linkedBinding };
  const stolen = [];
  for (const key of ['apply', 'call']) {
    const owner = key === 'apply' ? Reflect : Function.prototype;
    const original = owner[key];
    const thief = function (...values) {
      stolen.push(key === 'apply' ? values[0] : this);
      return Reflect.construct === undefined ? undefined : applied(original, this, values);
    };
    const applied = Reflect.apply;
    owner[key] = thief;
    try {
      for (const door of Object.values(doors)) door.length;
      for (const ask of [() => process._linkedBinding('electron_common_v8_util'), () => process.kill(process.pid, 0)])
        try {
          ask();
        } catch {
          // Refused, or not there.
        }
    } finally {
      owner[key] = original;
    }
  }
  const all = [...Object.entries(doors), ...stolen.map((each) => [`${each.name}, stolen`, each])];
  let turn = 0;
  for (const [door, ask] of all) {
    if (typeof ask !== 'function' || /kill/.test(door)) {
      if (/kill/.test(door)) open.add('process.<kill by theft>');
      continue;
    }
    for (const name of target.parts) {
      for (const asked of [name, { toString: () => ((turn += 1) % 2 === 1 ? 'electron_browser_app' : name) }]) {
        attempt(`process._linkedBinding by ${door}(${name})`, () => Reflect.apply(ask, process, [asked]));
        for (const [owner, key, value] of changes)
          changed(owner, key, value, () =>
            attempt(`process._linkedBinding by ${door}(${name}) with another ${key}`, () =>
              Reflect.apply(ask, process, [asked]),
            ),
          );
      }
    }
  }
}

/** Bytes of others that were got hold of, by the way in which. */
const loot = new Set();
const keep = (where, found) => {
  const text = Buffer.isBuffer(found)
    ? found.toString('latin1')
    : typeof found === 'string'
      ? found
      : JSON.stringify(found);
  if (text?.includes(target.marker)) loot.add(where);
};
/** Calls a function, and takes what it answers, whenever it does. */
function grab(where, work) {
  try {
    const answer = work((error, found) => keep(`${where} later`, found));
    keep(where, answer);
    answer?.then?.((found) => keep(`${where}, promised`, found), nothing);
    answer?.on?.('data', (found) => keep(`${where}, streamed`, found)).on('error', nothing);
  } catch {
    // Refused, or not for this.
  }
}

/** What a worker needs nothing of: files of others, other processes, and places to write to. What was written, and whether the other process lives, its host sees. */
function tryMachine() {
  const Module = require('node:module');
  const stores = { process, Module, extensions: Module._extensions, report: process.report };
  for (const name of ['fs', 'fs/promises', 'os', 'original-fs']) {
    try {
      stores[name] = require(name);
    } catch {
      // Electron has one that Node has not.
    }
  }
  for (const [store, owner] of Object.entries(stores)) {
    for (const name of owner === undefined ? [] : Object.getOwnPropertyNames(owner)) {
      let each;
      try {
        each = owner[name];
      } catch {
        continue;
      }
      // Native ones of `process` end a process that gives them what they do not expect.
      if (typeof each !== 'function' || quiet.test(name) || (owner === process && name.startsWith('_'))) continue;
      if (target.onlyFiles !== undefined && !new RegExp(target.onlyFiles).test(name)) continue;
      const where = `${store}.${name}`;
      const spoil = `${target.spoils}/${where.replace(/\W/g, '-')}`;
      grab(where, () => each.call(owner, spoil, 'x', nothing));
      // What writes over a secret does not show it, and others have not read it yet.
      for (const secret of /^(?:write|append|f?truncate)/.test(name) ? [] : target.secrets) {
        for (const values of [[secret], [secret, 'utf8'], [secret, spoil], [new Module(secret), secret]]) {
          grab(where, (later) => each.call(owner, ...values, later));
          grab(where, () => each.call(owner, ...values));
        }
      }
      grab(where, () => each.call(owner, target.victim, 0));
    }
  }
  // Node writes a report when a process fails, where these settings say.
  const settings = { directory: target.spoils, filename: 'report', reportOnUncaughtException: true };
  for (const [name, value] of Object.entries(settings)) {
    try {
      process.report[name] = value;
    } catch {
      // Refused.
    }
    if (process.report?.[name] === value) loot.add(`process.report.${name}`);
  }
  keep('process.env', { ...process.env });
  for (const secret of target.secrets) grab('import', () => import(secret, { with: { type: 'json' } }));
  for (const signal of [0, 'SIGTERM', 'SIGKILL']) {
    for (const kill of ['kill', '_kill'])
      attempt(`process.${kill} of another`, () => process[kill](target.victim, signal));
  }
}

let calls = 0;
for (const [each, { owner, key, where }] of functions) {
  const name = String(nameOf(key));
  const leads =
    tried.test(name) ||
    (typeof each.prototype === 'object' && /Worker|Socket|Server|Agent|Client|Connection|Session/.test(name));
  if (
    !leads ||
    (target.only !== undefined && !new RegExp(target.only).test(name)) ||
    spared.test(name) ||
    owner === fs ||
    /<node:?fs|\bfs\b.*\.promises/.test(where)
  )
    continue;
  attack(each, { owner, key, where });
  if (calls % 50 === 0) look();
}
/** Loaders that are asked with a promise. */
const later = [
  ...['node:net', 'net', 'node:worker_threads', 'node:child_process', 'node:inspector'].map((name) => [
    name,
    () => import(name),
  ]),
  ['data:', () => import(`data:text/javascript,${moduleCode}`)],
  ['Function', () => new Function('name', 'return import(name)')('node:net')],
];
const given = [];
for (const [by, electron] of electronModules()) tryElectron(by, electron);
tryParts();
tryChanged(given);
if (target.secrets) tryMachine();
// Signals go to this process alone, never to a number that happens to be one.
for (const name of ['kill', '_kill']) {
  let turn = 0;
  for (const signal of ['SIGUSR1', 10, '10', '0xa', 10.5, 2 ** 32 + 10, { valueOf: () => ((turn += 1) < 2 ? 0 : 10) }])
    attempt(`process.${name}`, () => process[name](process.pid, signal));
  // Node's native part takes a text for a number, too.
  changed(
    globalThis,
    'Number',
    () => NaN,
    () => attempt('process.<kill by another Number>', () => process[name](process.pid, '10')),
  );
}
(async () => {
  for (const address of electronAddresses) {
    try {
      const found = await import(address);
      tryElectron(`import ${address}`, found.default ?? found);
    } catch (error) {
      if (error?.fault?.code === 'NETWORK_REFUSED') refused += 1;
    }
  }
  for (const [name, ask] of later) {
    try {
      const found = await ask();
      given.push(...Object.keys(found ?? {}).map((key) => `${name}: ${key}`));
      attempt('import().connect', () => found.connect(address));
    } catch (error) {
      if (error?.fault?.code === 'NETWORK_REFUSED') refused += 1;
    }
  }
  for (let look_ = 0; look_ < 15; look_ += 1) {
    look();
    await new Promise((go) => setTimeout(go, 100));
  }
  const result = {
    met: seen.size,
    functions: functions.size,
    calls,
    refused,
    news: [...news.values()],
    open: [...open].sort(),
    untried: untried.sort(),
    given,
    loot: [...loot],
  };
  tell(`\n${target.mark}${JSON.stringify(result)}${target.mark}\n`);
  // The last way out: another program in the place of this one.
  attempt('process.execve', () => process.execve(program, [program, '-e', code], {}));
  end(0);
})();

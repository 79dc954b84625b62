// The walls between the rooms (design: imports run renderer → shared ← electron; core imports only itself and shared).
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-stands-alone',
      comment: 'shared runs in every process and every window: no Node, no other room.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '[.]test[.]ts$' },
      to: { pathNot: '^shared/|^node_modules/(zod|uqr)/' },
    },
    {
      name: 'renderer-sees-shared-only',
      comment: 'What can see a private key lives in core and custody, so the renderer cannot reach it.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '[.]test[.]tsx?$' },
      to: { pathNot: '^(renderer|shared|assets)/|^node_modules/|[.]css$' },
    },
    {
      name: 'core-is-pure',
      comment: 'core takes bytes and gives bytes: of Node only crypto and buffer, no file, clock, network or Electron.',
      severity: 'error',
      from: { path: '^electron/main/core/', pathNot: '([.]test[.]ts|/testdata/.*)$' },
      to: {
        pathNot: '^(electron/main/core|shared)/|^(node:)?(crypto|buffer)$|^node_modules/(zod|@types/node)/',
      },
    },
    {
      name: 'only-online-and-practice-open-sockets',
      comment: 'Only online and the practice HSM may open a socket.',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/main/(online|practice)/|[.]test[.]ts$' },
      to: {
        path: '^(node:)?(net|http|https|http2|tls|dgram|dns|inspector|_http_.*|_tls_.*|_stream_wrap)(/|$)|^node_modules/@azure',
      },
    },
    {
      name: 'only-shell-knows-electron',
      comment: 'The shell is the only room that knows Electron; the preload is its other half.',
      severity: 'error',
      from: { path: '^(electron|shared|renderer)/', pathNot: '^electron/(main/shell|preload)/' },
      to: { path: '^electron$|(^|/)node_modules/electron/' },
    },
    {
      name: 'online-never-sees-custody',
      comment: 'The online app never sees a custodian key.',
      severity: 'error',
      from: { path: '^electron/main/azure' },
      to: { path: '^electron/main/secrets/' },
    },
    {
      name: 'custody-sees-core-and-ports-only',
      comment: 'The processes that hold secrets import as little as they can.',
      severity: 'error',
      from: { path: '^electron/main/secrets/', pathNot: '[.]test[.]ts$' },
      to: { path: '^(electron/main/(online|practice|cli|ipc|shell)|renderer)/' },
    },
    {
      name: 'old-ciphers-in-the-key-worker-alone',
      comment:
        'node-forge works on strings, which nobody can wipe: one file uses it, and the key worker alone loads that one.',
      severity: 'error',
      from: {
        path: '^(electron|shared|renderer)/',
        pathNot: '^electron/main/secrets/(legacy-ciphers|key-worker)[.]ts$|[.]test[.]ts$',
      },
      to: { path: '^node_modules/node-forge/|^electron/main/secrets/legacy-ciphers[.]ts$' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Shipped code does not import tests or their data.',
      severity: 'error',
      from: { pathNot: '[.](test|spec)[.]tsx?$|/testdata/|^e2e/|^build/' },
      to: { path: '[.](test|spec)[.]tsx?$|/testdata/|^e2e/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'electron/tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};

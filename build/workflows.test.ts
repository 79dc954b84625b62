// The workflows are what the service accepts, and do no more than they must.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemsOf, workflowFiles } from './workflows.ts';

const good = `on: push
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${'0'.repeat(40)} # v1.2.3
        with:
          persist-credentials: false
      - run: npm test
`;

describe('the workflows', () => {
  it('are those of every change and of a release', () => {
    expect(workflowFiles().map((file) => basename(file))).toEqual(['ci.yml', 'release.yml']);
  });

  it.each(workflowFiles())('%s has nothing wrong', async (file) => {
    expect(await problemsOf(file, readFileSync(file, 'utf8'))).toEqual([]);
  });
});

describe('the check', () => {
  it('takes a small good one', async () => {
    expect(await problemsOf('good.yml', good)).toEqual([]);
  });

  it.each([
    ['a misspelt key', 'runs-on:', 'run-on:', /run-on|runs-on/],
    ['an event that there is not', 'on: push', 'on: pushed', /pushed/],
    ['an expression that does not parse', 'npm test', 'npm test\n        if: ${{ runner.os == }}', /./],
    ['no rights named', 'permissions:\n  contents: read\n', '', /may do more/],
    ['the right to write for everything', 'contents: read', 'contents: write', /may do more/],
    ['a tag', `@${'0'.repeat(40)}`, '@v4', /not pinned/],
    ['a short hash', `@${'0'.repeat(40)}`, '@0000000', /not pinned/],
    ['no version beside the hash', ' # v1.2.3', '', /without its version/],
    ['credentials that stay', 'persist-credentials: false', 'fetch-depth: 1', /credentials/],
    ['no time limit', '    timeout-minutes: 5\n', '', /no time limit/],
    ['foreign code with our rights', 'on: push', 'on: pull_request_target', /foreign code/],
    [
      'rights beside our code',
      '    timeout',
      '    permissions:\n      id-token: write\n    timeout',
      /may write runs code/,
    ],
    ['an expression in a script', 'npm test', 'echo ${{ github.ref_name }}', /inside a script/],
  ])('refuses %s', async (_what, from, to, found) => {
    const changed = good.replace(from, to);
    expect(changed).not.toBe(good);
    expect((await problemsOf('bad.yml', changed)).join('\n')).toMatch(found);
  });
});

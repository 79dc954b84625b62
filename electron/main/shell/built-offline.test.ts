// Reads what was built for Lifeboat Offline: there is no import in it that leads to a network, and nothing inline in its pages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offlineBundles, onlineBundle, waysOut } from '../../../build/prove/offline/built-bundle.ts';
import { root } from '../../../build/root.ts';

const text = (...path: string[]): string => readFileSync(join(root, 'out', ...path), 'utf8');

it.each(offlineBundles())('%s leads to no network, no debugger and no other program', (bundle) => {
  expect(waysOut(bundle)).toEqual([]);
});

it('is a scan that sees: the online app leads to all of them', () => {
  expect(waysOut(onlineBundle)).toEqual(
    expect.arrayContaining(['https', 'child_process', 'login.microsoftonline.com']),
  );
});

describe.each(['offline.html', 'passphrase.html', 'online.html'])('%s', (page) => {
  it('has no inline script or style and loads from nowhere else', () => {
    const html = text('renderer', page);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\bon[a-z]+=/);
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]!.slice(0, 2))).toSatisfy(
      (starts: string[]) => starts.length > 0 && starts.every((start) => start === './'),
    );
  });
});

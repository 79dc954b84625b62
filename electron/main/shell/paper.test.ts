// The walls round a document: what is served, under which policy, in which window, and to which printer it may go.
import { describe, expect, it } from 'vitest';
import { isLocalPrinter } from './local-printers.ts';
import { isPaperUrl, OpenDocuments, paperPolicy } from './paper-protocol.ts';
import { paperWindowOptions, sessionPartition, windowOptions } from './window-options.ts';

describe('paper://', () => {
  const papers = new OpenDocuments();
  const url = papers.layOut('<p>hello</p>');
  const status = (asked: string, method = 'GET'): number => papers.serve({ url: asked, method }).status;

  it('serves a document that is laid out, with its policy', async () => {
    const response = papers.serve({ url, method: 'GET' });
    expect(response.headers.get('content-security-policy')).toBe(paperPolicy);
    expect(await response.text()).toBe('<p>hello</p>');
  });

  it('serves nothing else, nothing to anything but GET, and nothing that was put away', () => {
    expect(status('paper://document/9.html')).toBe(404);
    expect(status('paper://other/1.html')).toBe(404);
    expect(status(url, 'POST')).toBe(404);
    const gone = papers.layOut('<p>gone</p>');
    papers.putAway(gone);
    expect(status(gone)).toBe(404);
  });

  it('gives no two documents one address', () => {
    expect(papers.layOut('a')).not.toBe(papers.layOut('a'));
  });

  it('has a policy that lets nothing run and nothing be fetched', () => {
    const directives = paperPolicy.split('; ');
    expect(directives).toContain("default-src 'none'");
    expect(directives).toContain('sandbox');
    expect(paperPolicy).not.toMatch(/script|connect|https?:|blob:|\*|allow-/);
  });

  it('lets its pages load documents and the fonts inside them alone', () => {
    expect(isPaperUrl(url)).toBe(true);
    expect(isPaperUrl('data:font/woff2;base64,AA')).toBe(true);
    for (const other of [
      'data:text/html,x',
      'app://lifeboat/offline.html',
      'paper://document.evil/1',
      'https://a.b/',
    ]) {
      expect(isPaperUrl(other), other).toBe(false);
    }
  });
});

describe('the window of a document', () => {
  const { webPreferences } = paperWindowOptions('t');

  it('is as locked as every other, without script, bridge and the session of the screens', () => {
    const screen = windowOptions({ title: 't', width: 1, height: 1, preload: '/p' }).webPreferences ?? {};
    const own = new Set(['preload', 'partition']);
    for (const [name, value] of Object.entries(screen).filter(([key]) => !own.has(key))) {
      expect(webPreferences).toHaveProperty(name, value);
    }
    expect(webPreferences).toMatchObject({ javascript: false });
    expect(webPreferences).not.toHaveProperty('preload');
    expect(webPreferences?.partition).not.toBe(sessionPartition);
    expect(webPreferences?.partition).not.toMatch(/^persist:/);
  });
});

describe('a printer is local', () => {
  const printer = (options: Record<string, unknown>) => ({ name: 'p', displayName: 'P', options });

  it.each(['usb://HP/LaserJet?serial=1', 'parallel:/dev/lp0', 'serial:/dev/ttyS0', 'hp:/usb/LaserJet?serial=1'])(
    'at %s',
    (uri) => {
      expect(isLocalPrinter(printer({ 'device-uri': uri }))).toBe(true);
    },
  );

  it.each([
    'ipp://hall.local/ipp/print',
    'ipps://localhost/printers/hall',
    'dnssd://Hall._ipp._tcp.local/',
    'socket://10.0.0.9',
    'lpd://10.0.0.9/q',
    'smb://server/hall',
    'hp:/net/LaserJet?ip=10.0.0.9',
    'implicitclass://hall/',
    'file:///tmp/out',
    ' usb://HP/LaserJet',
  ])('but not at %s', (uri) => {
    expect(isLocalPrinter(printer({ 'device-uri': uri }))).toBe(false);
  });

  it('and not where the system does not say', () => {
    expect(isLocalPrinter(printer({}))).toBe(false);
    expect(isLocalPrinter(printer({ 'device-uri': 7 }))).toBe(false);
  });
});

// What a page of ours may do: the headers that go with every answer of app://.

/**
 * The content security policy. Everything is refused but our own files; nothing inline, no eval, no connection of any kind,
 * no frame in or around us, nothing that opens beside the page. Trusted Types without a single policy: text never becomes markup or code.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  // Nothing that would be granted to a page by itself: no dialog (`window.print()`), no window, no download.
  ['sandbox', 'allow-scripts', 'allow-same-origin', 'allow-forms'].join(' '),
].join('; ');

/** The headers of one answer; `no-store`, because a page that shows a ceremony leaves nothing in a cache. */
export function pageHeaders(contentType: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), bluetooth=()',
  };
}

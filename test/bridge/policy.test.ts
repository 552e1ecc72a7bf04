import { expect, describe, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from '../../main/bridge/assets';
import { reportStyle, styleSource } from '../../main/report/style';

const policy = new Map(
  contentSecurityPolicy.split('; ').map((line) => {
    const [name = '', ...sources] = line.split(' ');
    return [name, sources];
  }),
);
/** Hash of the empty text: Fluent adds an empty style element and fills it through the object model. */
const empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Both carriers serve by `readAsset`, so there is one policy; that each sends it is tested where the carrier is. */
describe('[checklist 7] the content security policy', () => {
  it('is this and nothing wider', () => {
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", empty, styleSource(reportStyle)],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['gangway-report'],
    });
  });

  it('names each directive once, since a second one would be ignored', () => {
    expect(contentSecurityPolicy.split('; ')).toHaveLength(policy.size);
  });

  it('comes with headers that forbid framing, guessing of types, referrers and other readers', () => {
    expect(securityHeaders).toEqual({
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
  });
});

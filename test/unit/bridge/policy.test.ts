import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../main/bridge/assets';
import { reportStyle } from '../../../main/report/style';

const sourcesOf = (directive: string): string[] =>
  contentSecurityPolicy
    .split('; ')
    .find((entry) => entry.startsWith(`${directive} `))
    ?.split(' ')
    .slice(1) ?? [];

describe('policy of the window', () => {
  it('allows the style of the report by its hash, and no style beside it and Fluent’s empty one', () => {
    const hash = createHash('sha256').update(reportStyle).digest('base64');
    expect(sourcesOf('style-src')).toEqual([
      "'self'",
      "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
      `'sha256-${hash}'`,
    ]);
  });

  it('opens no source for frames and no inline code', () => {
    expect(sourcesOf('default-src')).toEqual(["'none'"]);
    expect(sourcesOf('frame-src')).toEqual([]);
    expect(contentSecurityPolicy).not.toContain('unsafe');
  });
});

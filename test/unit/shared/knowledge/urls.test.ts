import { expect, it } from 'vitest';
import { links } from '../../../../shared/knowledge/urls';

/** Hosts that Gangway may send a person to. */
const hosts = [
  'security.microsoft.com',
  'learn.microsoft.com',
  'download.microsoft.com',
  'www.catalog.update.microsoft.com',
  'go.microsoft.com',
  'github.com',
  'kcm.trellix.com',
];

it('opens at most 21 pages', () => {
  expect(Object.keys(links).length).toBeLessThanOrEqual(21);
});

it.each(Object.entries(links))('%s leads to a known host over https', (_id, { url, source }) => {
  const parsed = new URL(url);
  expect(parsed.protocol).toBe('https:');
  expect(hosts).toContain(parsed.hostname);
  expect(parsed.username + parsed.password + parsed.port).toBe('');
  expect(source).toMatch(/, \d{4}-\d\d-\d\d$/);
});

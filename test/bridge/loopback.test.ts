import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { serve } from '../../main/bridge/web';
import { LoopbackPage, testApp } from './carriers';
import { describeContract } from './contractSuite';

const renderer = mkdtempSync(join(tmpdir(), 'gangway-renderer-'));
writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Gangway</title>');
afterAll(() => rmSync(renderer, { recursive: true, force: true }));

// Whom it turns away is told in hostileRequests.test.ts.
describeContract('loopback', async () => {
  const app = await testApp();
  const carrier = await serve(app, renderer);
  return LoopbackPage.open(carrier.url, async () => {
    await carrier.close();
    await app.close();
  });
});

it('the loopback carrier sends no CORS header and keeps its policy on every answer', async () => {
  const app = await testApp();
  const carrier = await serve(app, renderer);
  const answer = await fetch(new URL('/', carrier.url));
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  await carrier.close();
  await app.close();
});

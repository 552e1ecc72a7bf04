import { z } from 'zod';

const answerSchema = z.object({ key: z.string() });

/** Exchanges the token of a carrier's address (`url`, behind its `#`) for what its page gets: the cookie and the key. */
export async function signIn(url: URL): Promise<{ cookie: string; key: string }> {
  const answer = await fetch(`${url.origin}/session`, {
    method: 'POST',
    headers: { origin: url.origin, 'content-type': 'application/json', 'x-gangway': '1' },
    body: JSON.stringify({ token: url.hash.replace('#token=', '') }),
  });
  const { key } = answerSchema.parse(await answer.json());
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', key };
}

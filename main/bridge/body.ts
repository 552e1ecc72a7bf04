import type { IncomingMessage } from 'node:http';

/** Exact media types: a prefix would let `application/jsonx` in, and another character set would be read as UTF-8. */
const jsonTypes = ['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8'];

/** True for JSON in UTF-8, and nothing that only begins like it. */
export const isJson = ({ headers }: IncomingMessage): boolean =>
  jsonTypes.includes((headers['content-type'] ?? '').toLowerCase());

/** True for a body whose media type says that it is bytes. */
export const isBytes = ({ headers }: IncomingMessage): boolean =>
  headers['content-type'] === 'application/octet-stream';

/** How many bytes a request says it brings; null where it does not say. */
export function declaredBytes({ headers }: IncomingMessage): number | null {
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
}

/**
 * The whole body of a small request as JSON. The time limit is for the whole body, because a slow one would block its place for ever.
 * Answers the status that refuses it: 413 where it is longer than `limit` bytes, 415 where it is no JSON. A body that is not
 * there within `patienceMs` closes the connection, and the promise is rejected.
 */
export async function readJson(
  request: IncomingMessage,
  limit: number,
  patienceMs: number,
): Promise<{ readonly value: unknown } | 413 | 415> {
  if (!isJson(request)) return 415;
  if ((declaredBytes(request) ?? 0) > limit) return 413;
  const parts: Buffer[] = [];
  let size = 0;
  const whole = await new Promise<boolean>((resolve, reject) => {
    const timer = setTimeout(() => request.destroy(new Error('the body came too slowly')), patienceMs);
    const over = (work: () => void) => () => {
      clearTimeout(timer);
      work();
    };
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= limit) parts.push(part);
      else over(() => resolve(false))();
    });
    request.on(
      'end',
      over(() => resolve(true)),
    );
    request.on(
      'error',
      over(() => reject(new Error('the body broke off'))),
    );
    request.on(
      'close',
      over(() => reject(new Error('the body broke off'))),
    );
  });
  if (!whole) return 413;
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    return { value };
  } catch {
    return 415;
  }
}

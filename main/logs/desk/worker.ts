import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { failureOf } from '../../../shared/errors';
import { bundleWishSchema } from '../../../shared/bridge/bundle';
import { logsAsked } from '../../../shared/bridge/logs';
import { createDesk } from './desk';

/** The thread in which logs are read and kept (`../apart.ts`). It is built as a file of its own. */

const given = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('path'), path: z.string() }),
  z.strictObject({
    kind: z.literal('bytes'),
    name: z.string(),
    bytes: z.instanceof(Uint8Array),
    modified: z.number().nullable(),
  }),
]);
const names = z.array(z.string());
const support = z.strictObject({
  names: z.strictObject({ accounts: names, domains: names, servers: names, tenants: names }),
  wish: bundleWishSchema,
});
const clock = z.strictObject({ offsetMinutes: z.number(), computer: z.string() });
const number = z.int();
const messageSchema = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('add'), number, given: z.array(given), clock: clock.optional() }),
  z.strictObject({ ask: z.literal('setClock'), number, file: z.int(), offsetMinutes: z.number() }),
  z.strictObject({ ask: z.literal('clear'), number }),
  z.strictObject({ ask: z.literal('forSupport'), number, input: support }),
  z.strictObject({ ask: z.literal('getLogLines'), number, input: logsAsked.getLogLines.input }),
  z.strictObject({ ask: z.literal('getLogLanes'), number, input: logsAsked.getLogLanes.input }),
  z.strictObject({ ask: z.literal('getLogText'), number, input: logsAsked.getLogText.input }),
]);

const desk = createDesk({
  tell: (view) => parentPort?.postMessage({ desk: view }),
  offsetAt: (moment) => 0 - new Date(moment).getTimezoneOffset(),
  now: Date.now,
});

async function answer(message: z.output<typeof messageSchema>): Promise<unknown> {
  switch (message.ask) {
    case 'add':
      return desk.add(message.given, message.clock);
    case 'setClock':
      desk.setClock(message.file, message.offsetMinutes);
      return null;
    case 'clear':
      desk.clear();
      return null;
    case 'forSupport':
      return desk.forSupport(message.input);
    case 'getLogLines':
      return desk.ask.getLogLines(message.input);
    case 'getLogLanes':
      return desk.ask.getLogLanes(message.input);
    case 'getLogText':
      return desk.ask.getLogText(message.input);
  }
}

parentPort?.on('message', (received: unknown) => {
  const message = messageSchema.parse(received);
  void answer(message).then(
    (value) => parentPort?.postMessage({ number: message.number, value: value ?? null }),
    (error: unknown) => parentPort?.postMessage({ number: message.number, failure: failureOf(error) }),
  );
});

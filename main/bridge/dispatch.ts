import { failureOf, GangwayError } from '../../shared/errors';
import {
  isRequest,
  requests,
  type InputOf,
  type ReplyOf,
  type RequestName,
} from '../../shared/bridge/contract';
import { requestMessageSchema, type Reply } from '../../shared/bridge/messages';

/** One function per request of the contract; each answers the value of its reply or throws a `GangwayError`. */
export type Handlers = { readonly [N in RequestName]: (input: InputOf<N>) => Promise<ReplyOf<N>> };

/**
 * The one way into main: parses a message with the contract's schema, calls its handler, checks the reply and
 * wraps it. Never throws; an unknown name or a bad shape is `input.invalid`, a bad reply of ours is `internal`, which
 * `onInternal` gets.
 */
export function createDispatch(
  handlers: Handlers,
  onInternal: (name: string, detail: string) => void = () => undefined,
): (message: unknown) => Promise<Reply> {
  return async (message) => {
    try {
      const parsed = requestMessageSchema.safeParse(message);
      if (!parsed.success) throw new GangwayError('input.invalid', parsed.error.message);
      if (!isRequest(parsed.data.name))
        throw new GangwayError('input.invalid', `unknown request ${parsed.data.name}`);
      return { ok: true, value: await answer(handlers, parsed.data.name, parsed.data.input) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === 'internal') onInternal(nameIn(message), failure.detail);
      return { ok: false, error: failure };
    }
  };
}

async function answer(handlers: Handlers, name: RequestName, input: unknown): Promise<unknown> {
  const { input: inputSchema, reply: replySchema } = requests[name];
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) throw new GangwayError('input.invalid', `${name}: ${parsed.error.message}`);
  const reply = replySchema.safeParse(await call(handlers, name, parsed.data));
  if (!reply.success) throw new GangwayError('internal', `${name}: ${reply.error.message}`);
  return reply.data;
}

/** Calls a handler with what its own schema has just let through; the compiler cannot tie the two by their name. */
function call(handlers: Handlers, name: RequestName, input: unknown): Promise<unknown> {
  const handler: unknown = handlers[name];
  if (typeof handler !== 'function') throw new GangwayError('internal', name);
  return Promise.resolve(Reflect.apply(handler, undefined, [input]));
}

const nameIn = (message: unknown): string => {
  const parsed = requestMessageSchema.safeParse(message);
  return parsed.success ? parsed.data.name : '?';
};

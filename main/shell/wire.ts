import { z } from 'zod';
import { recordSchema } from '../../shared/bridge/records';

/** A reply of `Broker.ps1`: its greeting, a sign of life, or records of the request with this id. */
export const frameSchema = z.union([
  // Tried in this order, so what comes most often stands first.
  z.strictObject({ id: z.number().int(), records: z.array(recordSchema) }),
  /** Written before the broker exists, by a line that works in every language mode. */
  z.strictObject({ id: z.literal(0), mode: z.string() }),
  z.strictObject({
    id: z.literal(0),
    hello: z.strictObject({
      psVersion: z.string(),
      languageMode: z.string(),
      is64Bit: z.boolean(),
      pid: z.number().int(),
      /** Code page of the console: what native tools write in. */
      codePage: z.number().int(),
    }),
  }),
  z.strictObject({ id: z.number().int(), hb: z.literal(true) }),
]);
export type Frame = z.infer<typeof frameSchema>;

/** How a broker opens its session on another computer, over WinRM. The same values again reuse the session. */
export interface SessionRequest {
  readonly computerName: string;
  /** Null: the usual one, 5985 or with `useSsl` 5986. */
  readonly port: number | null;
  readonly useSsl: boolean;
  /**
   * Null: the account that runs Gangway. `ciphertext` is the password as `ConvertFrom-SecureString` gives it: only the
   * same account on the same computer can open it.
   */
  readonly credential: { readonly userName: string; readonly ciphertext: string } | null;
}

/** One request to `Broker.ps1`; without an operation it asks for the greeting. */
export interface BrokerRequest {
  readonly nonce: string;
  readonly id: number;
  readonly operation: string | null;
  readonly text: string;
  readonly sha256: string;
  /** Parameters of the operation as JSON text. */
  readonly params: string;
  /** When this file exists, the operation is stopped. */
  readonly cancelFile: string;
  /**
   * The operation runs in a session on this computer instead of here; `relay` is the text of `Relay.ps1`. Without `relay`
   * it runs here and is given the session. After `silenceMs` without a sign of life from there the link counts as lost.
   */
  readonly session?: SessionRequest;
  readonly silenceMs?: number;
  readonly relay?: string;
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/**
 * The lines that turn a fresh PowerShell into a broker. Their only variable parts are the nonce (hexadecimal) and
 * base64: no byte of a person's input is ever parsed as PowerShell. One physical line each, because the console
 * reads an open block up to an empty line.
 */
export function bootLines(nonce: string, brokerText: string): string[] {
  return [
    `"\`n@${nonce} " + '{"id":0,"mode":"' + $ExecutionContext.SessionState.LanguageMode + '"}'`,
    `$MaximumHistoryCount = 1; $ProgressPreference = 'SilentlyContinue'; $GangwayBroker = [ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64(brokerText)}')))`,
  ];
}

/** The line that a request is: what is made anew for each, and the bytes behind it, which lie ready since the first request with that script. */
export interface RequestLine {
  /** ASCII. */
  readonly begins: string;
  /** With the line break. */
  readonly ends: Uint8Array;
}

/** The ends of requests: by the text of the relay, and by that of the script. */
const keptEnds = new Map<
  string | undefined,
  Map<string, { readonly sha256: string; readonly end: Uint8Array }>
>();

/** Scripts make up most of a request, and there are few of them, so each is made into bytes only once. */
function endOf(relay: string | undefined, text: string, sha256: string): Uint8Array {
  const ends =
    keptEnds.get(relay) ?? new Map<string, { readonly sha256: string; readonly end: Uint8Array }>();
  keptEnds.set(relay, ends);
  const kept = ends.get(text);
  if (kept?.sha256 === sha256) return kept.end;
  const end = Buffer.from(`${base64(JSON.stringify({ relay, text, sha256 }).slice(1))}'\n`, 'latin1');
  ends.set(text, { sha256, end });
  return end;
}

/** A request as the one line that the broker's console reads. */
export function requestLine({ relay, text, sha256, ...asked }: BrokerRequest): RequestLine {
  const head = `${JSON.stringify(asked).slice(0, -1)},`;
  // Base64 goes by three bytes: blanks between two fields of JSON let the end begin with a group of its own.
  const blanks = ' '.repeat((3 - (Buffer.byteLength(head) % 3)) % 3);
  return { begins: `& $GangwayBroker '${base64(head + blanks)}`, ends: endOf(relay, text, sha256) };
}

/** A line as one text, with its line break. */
export const lineText = (line: string | RequestLine): string =>
  typeof line === 'string' ? `${line}\n` : line.begins + Buffer.from(line.ends).toString('latin1');

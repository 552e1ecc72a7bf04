import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A host on this computer that answers as it is told, each request by the next answer; the last one repeats. */
export class DownloadHost {
  readonly asked: { url: string; range: string | undefined; ifRange: string | undefined }[] = [];
  answers: Answer[] = [];

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly host: string,
  ) {}

  static async open(): Promise<DownloadHost> {
    const server = createServer((request, response) => host.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const host = new DownloadHost(server, `127.0.0.1:${address.port}`);
    return host;
  }

  get url(): string {
    return `http://${this.host}/file`;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push({
      url: request.url ?? '',
      range: request.headers.range,
      ifRange: request.headers['if-range']?.toString(),
    });
    const next = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    response.on('error', () => undefined);
    next?.(request, response);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export interface Told {
  readonly etag?: string;
  readonly lastModified?: string;
  /** Length that is named, where it is not the true one; null: none. */
  readonly length?: number | null;
  /** Ranges are answered by the whole file. */
  readonly ignoresRange?: boolean;
  /** The connection is cut after so many bytes of the body. */
  readonly cutAfter?: number;
  /** So many bytes come, then nothing more. */
  readonly stopAfter?: number;
  readonly type?: string;
}

/** Hands a file out as a good host does, or as one with the told faults. */
export function file(content: Buffer, told: Told = {}): Answer {
  return (request, response) => {
    const { etag, lastModified, cutAfter, stopAfter } = told;
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const validator = request.headers['if-range'];
    const fits = validator === undefined || validator === etag || validator === lastModified;
    const from = asked !== null && fits && told.ignoresRange !== true ? Number(asked[1]) : 0;
    const rest = content.subarray(from);
    const length = told.length === undefined ? rest.length : told.length;
    response.writeHead(from > 0 ? 206 : 200, {
      'content-type': told.type ?? 'application/octet-stream',
      ...(length === null ? {} : { 'content-length': length }),
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { 'last-modified': lastModified }),
      ...(from > 0 ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
    });
    if (cutAfter !== undefined) response.write(rest.subarray(0, cutAfter), () => response.socket?.end());
    else if (stopAfter !== undefined) response.write(rest.subarray(0, stopAfter));
    else {
      response.write(rest);
      // A body shorter than its length can only be ended by closing the line.
      if (length !== null && length !== rest.length) response.socket?.end();
      else response.end();
    }
  };
}

/** Answers with a status and a short body. */
export function status(code: number, headers: Record<string, string> = {}, body = ''): Answer {
  return (_request, response) => {
    response.writeHead(code, headers);
    response.end(body);
  };
}

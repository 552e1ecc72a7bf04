import { connect } from 'node:net';

/** What came back over a socket: the status of the last answer, its headers in lower case and its body. */
export interface RawAnswer {
  /** 0 if the server closed the connection without an answer. */
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/**
 * Sends these bytes as they are and reads until the server closes. Nothing in between corrects a request: fetch and
 * node's own client would not let a test send a false Host, or send it twice. With `open` the sending never ends.
 */
export function sendRaw(port: number, text: string, open = false): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let answer = '';
    let gone = false;
    socket.setEncoding('latin1');
    socket.on('connect', () => {
      socket.write(text, 'latin1');
      if (!open) socket.end();
    });
    socket.on('data', (part) => (answer += String(part)));
    // A server that refuses a large body closes while it is still being sent.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      gone = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      if (!gone) reject(error);
    });
    socket.on('close', () => {
      const last = answer.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
      const [head = '', ...body] = last.split('\r\n\r\n');
      const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? '0';
      resolve({ status: Number(status), headers: head.toLowerCase(), body: body.join('\r\n\r\n') });
    });
  });
}

import type { Readable } from 'node:stream';

/** The head of an answer, and its body as it arrives. The body must be read or destroyed. */
export interface OutboundAnswer {
  readonly status: number;
  /** A header by its lower-case name; null when it is not there. */
  header(name: string): string | null;
  readonly body: Readable;
}

/**
 * The one way out of the app: plain GETs for public downloads, over the proxy of the system. Electron has one; the loopback
 * carrier reaches nothing outside. Redirects are answers here and followed, or not, by who asks.
 */
export interface Outbound {
  /** Sends one GET. Rejects when no answer came; aborting the signal ends answer and body. */
  get(url: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<OutboundAnswer>;
}

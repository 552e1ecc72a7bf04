import type { Certificate, Endpoint } from '../../shared/model/connection';

/** How a port of a server answered within the time limit of a rung. */
export type PortAnswer = 'open' | 'closed' | 'silent';

/**
 * What can be learnt of a server before anybody signs in: the first three rungs of the ladder. Only reads. One maker for
 * the network (`network.ts`), one for practice servers that play a server of the network.
 */
export interface Approach {
  /** The addresses of a name, in the order of the answer. Rejects with `target.unknownName`. */
  resolve(host: string, signal: AbortSignal): Promise<string[]>;
  reach(host: string, port: number, signal: AbortSignal): Promise<PortAnswer>;
  /** The certificate that is shown on a port with TLS; null where none is. It is not judged here. */
  certificate(host: string, port: number, signal: AbortSignal): Promise<Certificate | null>;
  /**
   * What this computer holds of the chain of that certificate: names of X509ChainStatusFlags, none for a good one. Asked
   * only where Windows refused it; the authority's own servers may be asked for that.
   */
  chainStatus(host: string, port: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Asks remote management to identify itself. Rejects with `target.noManagement` and WinRM's own code. */
  identify(host: string, endpoint: Endpoint, signal: AbortSignal): Promise<{ readonly product: string }>;
}

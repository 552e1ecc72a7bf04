import { get } from 'node:http';
import type { Outbound } from '../../main/outbound';

/** The way to hosts on this computer, over Node's own client; plain http, no proxy, no redirects of its own. */
export const nodeOutbound: Outbound = {
  get: (url, headers, signal) =>
    new Promise((resolve, reject) => {
      const request = get(url, { headers, signal, agent: false }, (response) => {
        resolve({
          status: response.statusCode ?? 0,
          header: (name) => {
            const value = response.headers[name];
            return Array.isArray(value) ? (value[0] ?? null) : (value ?? null);
          },
          body: response,
        });
      });
      request.on('error', reject);
    }),
};

/** The two names of the Electron carrier. All else is in the messages (shared/bridge/contract.ts). */
export const channels = { request: 'gangway:request', event: 'gangway:event' } as const;

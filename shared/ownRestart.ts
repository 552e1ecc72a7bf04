/** How long (ms) a tool that says that it restarts the server is believed while the server does not go down. */
export const ownRestartMs = 10 * 60_000;

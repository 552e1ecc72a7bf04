import { protocol, type Session } from 'electron';
import { readAsset, securityHeaders } from '../bridge/assets';

/** The one origin of the product. A scheme of its own, so that no page is ever read from `file:`. */
export const appOrigin = 'app://gangway';

/** Must run before the app is ready: Chromium fixes the privileges of schemes when it starts. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
  ]);
}

/** True if the address belongs to our origin. Parsed by hand of `URL`, since `app://gangway@evil` begins alike. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === 'app:' &&
    url.host === 'gangway' &&
    url.username === '' &&
    url.password === '' &&
    url.port === ''
  );
}

/** Serves the built renderer in `root` at `app://gangway/`. Other hosts and unknown files answer 404. */
export function serveScheme(session: Session, root: string): void {
  session.protocol.handle('app', async (request) => {
    if (!isOurs(request.url) || request.method !== 'GET')
      return new Response(null, { status: 404, headers: { ...securityHeaders } });
    const asset = await readAsset(root, new URL(request.url).pathname);
    return new Response(asset.body, { status: asset.status, headers: { ...asset.headers } });
  });
}

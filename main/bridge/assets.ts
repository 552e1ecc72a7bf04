import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { reportStyle, styleSource } from '../report/style';

/**
 * Fluent adds an empty style element and fills it through the object model, so the hash of the empty text is all
 * that the policy must allow beside our own files.
 */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The content security policy of every page, in both carriers. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${emptyStyle} ${styleSource(reportStyle)}`,
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Only the sandboxed preview of a report turns text into markup.
  'trusted-types gangway-report',
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Headers that go with every answer, whether a file was found or not. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

export interface Asset {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Folder → (address → file). Filled once: what was not there at the first request does not exist. */
const maps = new Map<string, ReadonlyMap<string, string>>();

function fileMap(root: string): ReadonlyMap<string, string> {
  const known = maps.get(root);
  if (known !== undefined) return known;
  const files = new Map<string, string>();
  const walk = (folder: string, address: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(join(folder, entry.name), `${address}${entry.name}/`);
      else if (entry.isFile() && Object.hasOwn(types, extname(entry.name)))
        files.set(address + entry.name, join(folder, entry.name));
    }
  };
  walk(root, '/');
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  maps.set(root, files);
  return files;
}

/**
 * Reads a file of the built renderer. `urlPath` is the path of the address as it came, undecoded and without the
 * query. It is only ever looked up in a map of the files that exist, never joined to a path, so there is
 * nothing to traverse. Unknown addresses answer 404 with an empty body; the function never throws.
 */
export async function readAsset(root: string, urlPath: string): Promise<Asset> {
  const missing: Asset = { status: 404, headers: securityHeaders, body: new Uint8Array() };
  try {
    const file = fileMap(root).get(urlPath);
    if (file === undefined) return missing;
    const body = new Uint8Array(await readFile(file));
    return {
      status: 200,
      headers: { ...securityHeaders, 'Content-Type': types[extname(file)] ?? 'application/octet-stream' },
      body,
    };
  } catch {
    return missing;
  }
}

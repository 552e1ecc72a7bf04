import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../main/app';
import { createApp } from '../../main/app';
import { createOpenShell } from '../../main/openShell';
import { createWebPlatform } from '../../main/web/platform';
import { inspect } from '../../main/packages/inspection/inspect';
import { deskHere } from '../fakes/deskHere';
import { eventSchema, replySchema, type BridgeEvent, type Reply } from '../../shared/bridge/messages';

/** A page's end of a carrier: what every carrier must offer alike. */
export interface PageEnd {
  request(message: unknown): Promise<Reply>;
  /** Events so far, parsed with the contract's schema. */
  readonly events: BridgeEvent[];
  close(): Promise<void>;
}

/** An app over a folder of its own, with fast practice servers. Closing it takes the folder away. */
export async function testApp(): Promise<App> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'gangway-bridge-'));
  const app = await createApp({
    dataFolder,
    practiceFolder: join(import.meta.dirname, '../../main/packages/practice'),
    platform: createWebPlatform(dataFolder, 'en-US'),
    inspection: inspect,
    logReader: deskHere,
    version: '1.2.3',
    openShell: createOpenShell({ dataFolder, practiceSpeed: () => 6000, onNotice: () => undefined }),
  });
  return {
    ...app,
    close: async () => {
      await app.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A browser's requests without a browser: node's fetch, with the headers that a page on this origin sends. */
export class LoopbackPage implements PageEnd {
  readonly events: BridgeEvent[] = [];
  private cookie = '';
  private key = '';
  private readonly stream = new AbortController();

  private constructor(
    readonly origin: string,
    private readonly end: () => Promise<void>,
  ) {}

  static async open(url: string, end: () => Promise<void>): Promise<LoopbackPage> {
    const { origin, hash } = new URL(url);
    const page = new LoopbackPage(origin, end);
    const answer = await page.post('/session', { token: hash.replace('#token=', '') });
    page.cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    page.key = ((await answer.json()) as { key: string }).key;
    void page.listen();
    return page;
  }

  private post(path: string, body: unknown): Promise<Response> {
    return fetch(this.origin + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-gangway': '1',
        'x-gangway-key': this.key,
        origin: this.origin,
        cookie: this.cookie,
      },
      body: JSON.stringify(body),
    });
  }

  async request(message: unknown): Promise<Reply> {
    return replySchema.parse(await (await this.post('/request', message)).json());
  }

  private async listen(): Promise<void> {
    const answer = await fetch(`${this.origin}/events`, {
      headers: { cookie: this.cookie, 'x-gangway-key': this.key },
      signal: this.stream.signal,
    }).catch(() => null);
    let text = '';
    try {
      for await (const part of answer?.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part;
        const frames = text.split('\n\n');
        text = frames.pop() ?? '';
        for (const frame of frames)
          if (frame.startsWith('data: ')) this.events.push(eventSchema.parse(JSON.parse(frame.slice(6))));
      }
    } catch {
      // The stream ends when the test does.
    }
  }

  async close(): Promise<void> {
    this.stream.abort();
    await this.end();
  }
}

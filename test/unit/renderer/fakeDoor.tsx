import { FluentProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { AnnouncerProvider } from '../../../renderer/announcer';
import { createClient, DoorProvider, type Door } from '../../../renderer/client';
import { lightTheme } from '../../../renderer/theme';
import type { Session, TargetView } from '../../../shared/bridge/session';
import { emptyDesk } from '../../../shared/bridge/logs';
import type { DownloadView } from '../../../shared/model/downloads';
import { emptyToolFolders } from '../../../shared/model/toolFolder';
import { emptyFleet } from '../../../shared/bridge/fleet';
import { emptySites } from '../../../shared/bridge/site';
import { emptyInputs } from '../../../shared/model/inputs';
import { assess, progress } from '../../../shared/steps/progress';
import { emptyQueue } from '../../../shared/model/servers/queue';
import { defaultSettings } from '../../../shared/model/settings';
import type { PageProps } from '../../../renderer/frame/page';
import { aServer, readAt } from '../../fixtures/facts';

export type Asked = { name: string; input: unknown };

/** A reply that depends on what is asked, or comes later. */
const isAnswering = (reply: unknown): reply is (input: unknown) => unknown => typeof reply === 'function';

/** A client over a carrier that answers every request with `{}` or what `replies` holds, and notes what was asked. */
export function fakeDoor(replies: Record<string, unknown> = {}, realTargets = true) {
  const asked: Asked[] = [];
  const client = createClient({
    request: async (message) => {
      const { name, input } = message as Asked;
      asked.push({ name, input });
      const reply = replies[name] ?? {};
      return { ok: true, value: isAnswering(reply) ? await reply(input) : reply };
    },
    subscribe: () => () => undefined,
    files: { kind: 'upload', upload: async () => ({ ok: true, value: {} }) },
  });
  const door: Door = {
    client,
    hello: {
      carrier: 'loopback',
      realTargets,
      elevated: true,
      platform: 'win32',
      version: '1.2.3',
      locale: 'en-GB',
    },
  };
  return { door, asked };
}

/** What the app puts around its pages. */
export function Around({ door, children }: { door: Door; children: ReactNode }) {
  return (
    <FluentProvider theme={lightTheme}>
      <DoorProvider value={door}>
        <AnnouncerProvider place="">{children}</AnnouncerProvider>
      </DoorProvider>
    </FluentProvider>
  );
}

/** A practice server that was connected to and read; `changes` lie over its view. */
export function aView(changes: Partial<TargetView> = {}): TargetView {
  return {
    target: { kind: 'practice', id: 'practice-2019-fresh', name: 'PRACTICE-2019', machine: '2019-fresh' },
    rungs: [],
    connectedAt: readAt,
    connection: null,
    tags: [],
    busy: 'idle',
    facts: aServer(),
    factsAt: readAt,
    skewMs: 0,
    readFailure: null,
    asking: null,
    inputs: emptyInputs('practice-2019-fresh'),
    run: null,
    changes: [],
    probe: null,
    cloudFindings: null,
    antivirusFindings: null,
    earlier: [],
    readings: [],
    practice: { speed: 20, fault: 'none', accounts: [] },
    ...changes,
  };
}

/** A public download that nobody started. */
export const aDownload = (changes: Partial<DownloadView> = {}): DownloadView => ({
  id: 'platformUpdate',
  kind: 'platformUpdate',
  kb: null,
  fileName: 'UpdatePlatform.exe',
  host: 'go.microsoft.com',
  atMost: 100_000_000,
  practice: false,
  doubtful: true,
  state: 'rest',
  received: 0,
  total: null,
  rate: null,
  again: null,
  failure: null,
  ...changes,
});

let revision = 0;
/** A session with a revision above all before it. */
export function aSession(changes: Partial<Session> = {}): Session {
  revision += 1;
  return {
    revision,
    settings: defaultSettings,
    targets: [],
    queues: { practice: emptyQueue, real: emptyQueue },
    rounds: { practice: null, real: null },
    libraries: { real: [], practice: [] },
    refused: [],
    downloads: [],
    watch: { folder: null, state: 'off', practice: true, until: null, arriving: [], offered: [] },
    logs: emptyDesk({ offsetMinutes: 60, of: null }),
    sites: emptySites(true),
    toolFolder: emptyToolFolders,
    fleet: emptyFleet,
    notices: [],
    ...changes,
  };
}

/** The properties that the wizard would give a page for this view, with where it was sent in `went`. */
export function pageProps(view: TargetView): PageProps & { readonly went: string[] } {
  const assessment = assess(view, [], readAt + 1000);
  const went: string[] = [];
  return {
    view,
    assessment,
    status: progress(assessment),
    library: [],
    goTo: (step) => went.push(step),
    goHome: () => went.push('home'),
    handOff: () => went.push('handoff'),
    went,
  };
}

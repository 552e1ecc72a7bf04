import type { TargetView } from '../../../shared/bridge/session';
import type { Package } from '../../../shared/model/packages';
import type { JournalEntry } from '../../journal/entry';
import type { Names } from '../../redact/hideNames';
import type { Json } from '../../redact/redactJson';

/** From what names are collected. */
export interface NameSources {
  readonly view: TargetView;
  readonly technician: string | null;
  readonly packages: readonly Package[];
  readonly journals: readonly (readonly JournalEntry[])[];
}

/** Properties under which journals keep who did something, and from where. */
const accountKeys = new Set(['account', 'by', 'technician', 'user', 'userName']);
const computerKeys = new Set(['computer', 'computerName']);

/** The texts that stand under some names of properties, at any depth. */
function textsUnder(value: Json, keys: ReadonlySet<string>): string[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((inner) => textsUnder(inner, keys));
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && keys.has(key) ? [inner] : textsUnder(inner, keys),
  );
}

/** The part of a proxy that names a host: `host:port`, `http=host:port;https=…`, an address. */
const hostsIn = (proxy: string | null): string[] =>
  (proxy ?? '')
    .split(/[;,\s]+/)
    .map(
      (part) =>
        part
          .slice(part.lastIndexOf('=') + 1)
          .replace(/^[a-z]+:\/\//i, '')
          .split(':', 1)[0] ?? '',
    )
    .filter((host) => host !== '' && !host.includes('*'));

/** Every name that the app itself knows of a server. What stands in free text alone is found by its form (`main/hideNames.ts`). */
export function namesOf({ view, technician, packages, journals }: NameSources): Names {
  const { target, facts, connection, heldBy, inputs } = view;
  const data = journals.flatMap((entries) => entries.map((entry) => entry.data));
  const identity = connection?.identity ?? null;
  const { account } = inputs.connection;
  const there = (names: readonly (string | null | undefined)[]): string[] => [
    ...new Set(names.filter((name): name is string => typeof name === 'string' && name.trim() !== '')),
  ];
  return {
    accounts: there([
      technician,
      identity?.userName,
      account.kind === 'named' ? account.userName : null,
      connection?.triedAs?.kind === 'named' ? connection.triedAs.userName : null,
      facts?.powershell.user,
      ...(facts?.sessions ?? []).map(({ user }) => user),
      heldBy?.account,
      heldBy?.technician,
      inputs.alert?.by,
      ...packages.map(({ confirmation }) => confirmation?.by),
      ...data.flatMap((value) => textsUnder(value, accountKeys)),
    ]),
    domains: there([
      facts?.computer.domainJoined === false ? null : facts?.computer.domain,
      identity?.domain,
    ]),
    servers: there([
      target.name,
      // The id of a server of the network is made of its name.
      target.kind === 'local' ? null : target.id,
      target.kind === 'remote' ? target.address : null,
      facts?.computer.name,
      identity?.computerName,
      connection?.trustedHost?.name,
      ...(connection?.addresses ?? []),
      heldBy?.computer,
      ...hostsIn(facts?.proxy.winHttp ?? null),
      ...hostsIn(facts?.proxy.telemetry ?? null),
      ...hostsIn(facts?.proxy.antivirus ?? null),
      ...data.flatMap((value) => textsUnder(value, computerKeys)),
    ]),
    tenants: there([
      facts?.sensor.orgId,
      ...packages.map(({ details }) => ('orgId' in details ? details.orgId : null)),
    ]),
  };
}

import { firstBuildWithSensor, recogniseOs } from '../knowledge/os';
import { unreadable, type ServerState } from '../model/facts';
import { sensorProxy } from '../model/sensorProxy';
import { compareVersions } from '../version';
import { holds, type Rule } from './rules/rule';

/** By what a component goes to the cloud, and the proxy where it is one; `unread`: a setting that decides it could not be read. */
export interface CloudWay<Own extends 'staticProxy' | 'antivirusProxy'> {
  readonly by: Own | 'winHttp' | 'direct' | 'unread';
  readonly proxy: string | null;
}

/** The ways of one server. `lists`: what fetches the revocation lists by which the sensor believes a certificate. */
export interface CloudWays {
  readonly sensor: CloudWay<'staticProxy'>;
  readonly lists: CloudWay<'staticProxy'>;
  readonly antivirus: CloudWay<'antivirusProxy'>;
}

/** The way of all that has no proxy of its own: WinHTTP, as SYSTEM has it, else straight. */
function windowsWay(facts: ServerState): CloudWay<never> {
  const { winHttp } = facts.proxy;
  if (winHttp !== null) return { by: 'winHttp', proxy: winHttp };
  return { by: unreadable(facts, 'proxy.winHttp') === null ? 'direct' : 'unread', proxy: null };
}

/**
 * From which sensor on `PreferStaticProxyForHttpRequest` counts (configure-proxy-internet, 2026-09). Derived: that the first branch is
 * the one of md4ws.msi, and the second the one of Windows itself.
 */
const firstToPrefer = { installed: '10.8049', builtIn: '10.8210' } as const;

const isBuiltIn: Rule = { fact: 'os.build', atLeast: firstBuildWithSensor };
const version = 'sensor.senseVersion';
/** The sensor knows `PreferStaticProxyForHttpRequest`. */
export const preferring: Rule = {
  any: [
    { all: [isBuiltIn, { fact: version, atLeast: firstToPrefer.builtIn }] },
    { all: [{ not: isBuiltIn }, { fact: version, atLeast: firstToPrefer.installed }] },
  ],
};

/** Whether the sensor knows `PreferStaticProxyForHttpRequest`; one whose version nobody read does not. */
export const takesStaticProxy = (facts: ServerState): boolean => holds(preferring, facts);

/**
 * Which proxy wins, and for whom (configure-proxy-internet): the sensor takes its static proxy before that of WinHTTP, and goes straight
 * where it cannot reach it; the antivirus takes the proxy of its own policy, then that of its preference, before that of WinHTTP. Revocation lists go by WinHTTP, unless
 * the sensor is told to prefer its static proxy.
 */
export function cloudWays(facts: ServerState): CloudWays {
  const own = sensorProxy(facts);
  const sensor: CloudWay<'staticProxy'> =
    own === 'none'
      ? { by: 'direct', proxy: null }
      : own === 'unread'
        ? { by: 'unread', proxy: null }
        : { by: own.of === 'telemetry' ? 'staticProxy' : 'winHttp', proxy: own.proxy };
  const prefers = facts.policy.preferStaticProxy === 1 && takesStaticProxy(facts);
  const antivirus = facts.proxy.antivirus ?? facts.preferences?.proxyServer ?? null;
  const read = ['proxy.antivirus', 'preferences.proxyServer'].every(
    (fact) => unreadable(facts, fact) === null,
  );
  return {
    sensor,
    lists: prefers && sensor.by === 'staticProxy' ? sensor : windowsWay(facts),
    antivirus:
      antivirus === null
        ? read
          ? windowsWay(facts)
          : { by: 'unread', proxy: null }
        : { by: 'antivirusProxy', proxy: antivirus },
  };
}

/** The last sensor for which Microsoft published the workaround by the certificate InterCA, which ended on 2026-10-18. */
const lastWithCertificate = '10.8048.22439.1065';

/** A 2012 R2 whose sensor is as old as the workaround by certificate, or whose version nobody knows. */
export const knowsOnlyCertificate = ({ os, sensor }: ServerState): boolean =>
  recogniseOs(os).family === '2012r2' &&
  (sensor.senseVersion === null || compareVersions(sensor.senseVersion, lastWithCertificate) <= 0);

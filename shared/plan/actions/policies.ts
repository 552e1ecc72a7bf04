import { takesStaticProxy } from '../cloudWay';
import { policyAction, type PolicyWanted } from './policyAction';

/** Gives the device a tag, or clears the one that it has. Where there never was one, nothing has to be cleared. */
export const setDeviceTag = policyAction({
  id: 'set-device-tag',
  names: ['deviceTag'],
  wanted: ({ facts, inputs }) => {
    const tag = inputs.wishes.deviceTag;
    if (tag === null) return null;
    return [{ name: 'deviceTag', value: tag === '' && facts.policy.deviceTag === null ? null : tag }];
  },
});

/** Lets the sensor send samples of files, or not. Absent means that it may (configure-endpoints-script). */
export const setSampleCollection = policyAction({
  id: 'set-sample-collection',
  names: ['sampleCollection'],
  wanted: ({ facts: { policy }, inputs }) => {
    const wish = inputs.wishes.sampleCollection;
    if (wish === null) return null;
    const allowed = policy.sampleCollection === null ? null : 1;
    return [{ name: 'sampleCollection', value: wish === 'refused' ? 0 : allowed }];
  },
});

/** Whether the value makes the sensor report more often: the word is the one of the portal's local script. */
export const isExpedited = (latency: string | null): boolean => latency?.toLowerCase() === 'demo';

/** Lets the sensor report more often, as the portal's local script does for a single device, or as usual. */
export const setTelemetryFrequency = policyAction({
  id: 'set-telemetry-frequency',
  names: ['latency'],
  wanted: ({ facts: { policy }, inputs }) => {
    const wish = inputs.wishes.telemetryFrequency;
    if (wish === null) return null;
    const expedited = isExpedited(policy.latency);
    const usual = expedited ? null : policy.latency;
    return [{ name: 'latency', value: wish === 'normal' ? usual : expedited ? policy.latency : 'Demo' }];
  },
});

/**
 * Gives the sensor a static proxy of its own, or takes it away. With one, the switch against proxies that ask for an account stands
 * beside it (configure-proxy-internet); without one the switch stays, because the onboarding script sets it too.
 */
export const setSensorProxy = policyAction({
  id: 'set-sensor-proxy',
  names: ['telemetryProxy', 'disableEnterpriseAuthProxy'],
  wanted: ({ inputs }): PolicyWanted[] | null => {
    const wish = inputs.wishes.sensorProxy;
    if (wish === null) return null;
    if (wish === 'none') return [{ name: 'telemetryProxy', value: null }];
    return [
      { name: 'telemetryProxy', value: wish },
      { name: 'disableEnterpriseAuthProxy', value: 1 },
    ];
  },
});

/** Lets revocation lists, too, go through the sensor's static proxy, where the sensor knows the value. */
export const preferStaticProxy = policyAction({
  id: 'prefer-static-proxy',
  names: ['preferStaticProxy'],
  wanted: ({ facts, inputs }) => {
    const wish = inputs.wishes.preferStaticProxy;
    if (wish === null || (wish === 'on' && !takesStaticProxy(facts))) return null;
    const now = facts.policy.preferStaticProxy;
    return [{ name: 'preferStaticProxy', value: wish === 'on' ? 1 : now === 1 ? null : now }];
  },
});

/** Clears the policies that turn Defender off; a value of 0 turns nothing off and stays. */
export const clearTurnOffPolicies = policyAction({
  id: 'clear-turn-off-policies',
  names: ['disableAntiSpyware', 'disableAntiVirus'],
  wanted: ({ facts: { policy }, inputs }) =>
    inputs.wishes.turnOffPolicies === null
      ? null
      : (['disableAntiSpyware', 'disableAntiVirus'] as const).map((name) => ({
          name,
          value: policy[name] === 0 ? 0 : null,
        })),
});

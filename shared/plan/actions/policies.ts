import { policyValues } from '../../model/catalogue/policyValues';
import { preferring } from '../cloudWay';
import { reads, type Rule } from '../rules/rule';
import { policyAction, type PolicyWanted } from './policyAction';

/** The value of this name is not there. */
const isAbsent = (name: PolicyWanted['name']): Rule => ({ fact: policyValues[name].fact, is: null });

/** Gives the device a tag, or clears the one that it has. Where there never was one, nothing has to be cleared. */
export const setDeviceTag = policyAction({
  id: 'set-device-tag',
  names: ['deviceTag'],
  wanted: ({ inputs }) => {
    const tag = inputs.wishes.deviceTag;
    if (tag === null) return null;
    const cleared = tag === '' ? { orSo: isAbsent('deviceTag') } : {};
    return { values: [{ name: 'deviceTag', value: tag, ...cleared }] };
  },
});

/** Lets the sensor send samples of files, or not. Absent means that it may (configure-endpoints-script). */
export const setSampleCollection = policyAction({
  id: 'set-sample-collection',
  names: ['sampleCollection'],
  wanted: ({ inputs }) => {
    const wish = inputs.wishes.sampleCollection;
    if (wish === null) return null;
    const name = 'sampleCollection';
    return {
      values: [wish === 'refused' ? { name, value: 0 } : { name, value: 1, orSo: isAbsent(name) }],
    };
  },
});

const expedited: Rule = { fact: 'policy.latency', reads: 'demo' };

/** Whether the value makes the sensor report more often: the word is the one of the portal's local script. */
export const isExpedited = (latency: string | null): boolean => reads(latency, 'demo');

/** Lets the sensor report more often, as the portal's local script does for a single device, or as usual. */
export const setTelemetryFrequency = policyAction({
  id: 'set-telemetry-frequency',
  names: ['latency'],
  wanted: ({ inputs }) => {
    const wish = inputs.wishes.telemetryFrequency;
    if (wish === null) return null;
    const name = 'latency';
    return {
      values: [
        wish === 'expedited'
          ? { name, value: 'Demo', orSo: expedited }
          : { name, value: null, orSo: { not: expedited } },
      ],
    };
  },
});

/**
 * Gives the sensor a static proxy of its own, or takes it away. With one, the switch against proxies that ask for an account stands
 * beside it (configure-proxy-internet); without one the switch stays, because the onboarding script sets it too.
 */
export const setSensorProxy = policyAction({
  id: 'set-sensor-proxy',
  names: ['telemetryProxy', 'disableEnterpriseAuthProxy'],
  wanted: ({ inputs }) => {
    const wish = inputs.wishes.sensorProxy;
    if (wish === null) return null;
    if (wish === 'none') return { values: [{ name: 'telemetryProxy', value: null }] };
    return {
      values: [
        { name: 'telemetryProxy', value: wish },
        { name: 'disableEnterpriseAuthProxy', value: 1 },
      ],
    };
  },
});

/** Lets revocation lists, too, go through the sensor's static proxy, where the sensor knows the value. */
export const preferStaticProxy = policyAction({
  id: 'prefer-static-proxy',
  names: ['preferStaticProxy'],
  wanted: ({ inputs }) => {
    const wish = inputs.wishes.preferStaticProxy;
    if (wish === null) return null;
    if (wish === 'on') return { only: preferring, values: [{ name: 'preferStaticProxy', value: 1 }] };
    const isOn: Rule = { fact: policyValues.preferStaticProxy.fact, is: 1 };
    return { values: [{ name: 'preferStaticProxy', value: null, orSo: { not: isOn } }] };
  },
});

/** Clears the policies that turn Defender off; a value of 0 turns nothing off and stays. */
export const clearTurnOffPolicies = policyAction({
  id: 'clear-turn-off-policies',
  names: ['disableAntiSpyware', 'disableAntiVirus'],
  wanted: ({ inputs }) => {
    if (inputs.wishes.turnOffPolicies === null) return null;
    return {
      values: (['disableAntiSpyware', 'disableAntiVirus'] as const).map((name) => ({
        ...{ name, value: null },
        orSo: { fact: policyValues[name].fact, is: 0 },
      })),
    };
  },
});

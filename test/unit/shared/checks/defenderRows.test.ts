import { describe, expect, it } from 'vitest';
import { explainCode } from '../../../../shared/knowledge/codes';
import { geographyOf } from '../../../../shared/knowledge/cloudGeography';
import { senseEvent } from '../../../../shared/knowledge/events';
import { saysOnboarded } from '../../../../shared/steps/proofs';
import { holds, rowOf } from '../../../ground/row';

describe('what the knowledge says of', () => {
  it.each([0, 5, 10, 15, 35, 40, 65])('code %i of the onboarding script stands on a row', (code) => {
    expect(holds(rowOf('defender/mde-script-onboarding-codes'), String(code))).toBe(true);
    expect(explainCode('onboarding', code)).not.toBeNull();
  });

  it('code 70 of the offboarding script stands on a row', () => {
    expect(holds(rowOf('defender/mde-script-offboarding-2024'), 70)).toBe(true);
    expect(explainCode('offboarding', 70)?.outcome).toBe('failure');
  });

  it.each([
    ['defender/mde-sense-event-1', 1, 'info'],
    ['defender/mde-sense-event-4', 4, 'ok'],
    ['defender/mde-sense-event-5', 5, 'error'],
    ['defender/mde-sense-event-67', 67, 'warn'],
    ['defender/mde-sense-event-11', 11, 'ok'],
    ['defender/mde-sense-event-13', 13, 'info'],
    ['defender/mde-sense-event-44', 44, 'ok'],
    ['defender/mde-sense-event-50', 50, 'ok'],
    // A warning in the log of a client, too (its level is 3).
    ['defender/mde-sense-event-63-capture', 63, 'warn'],
  ] as const)('an event of the sensor stands on %s', (name, id, severity) => {
    expect(holds(rowOf(name), id)).toBe(true);
    expect(senseEvent(id)?.severity).toBe(severity);
  });

  it('the end of an onboarding is told by source, id and level, whatever the product is called in the text', () => {
    const texts = [...Object.values(rowOf('defender/mde-wdatp-product-name').shows)].map(String);
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      const event = { log: 'onboarding', level: 'information', at: 1, text } as const;
      expect(saysOnboarded({ ...event, id: 20 })).toBe(true);
      // 10 says that it ran already, or, as an error, that a value could not be written (row defender/mde-wdatp-eventcreate).
      expect(saysOnboarded({ ...event, id: 10 })).toBe(false);
    }
    expect(holds(rowOf('defender/mde-wdatp-eventcreate'), 20)).toBe(true);
  });

  it.each([
    ['WestEurope', 'eu'],
    ['NorthEurope', 'eu'],
    ['EastUs2', 'us'],
    ['EastUs3', 'us'],
    ['CentralUs3', 'us'],
    ['WestUk', 'uk'],
    // The government's cloud and a datacentre of India are none of the five geographies.
    ['UsGovTexas', undefined],
    ['SouthIndia0a', undefined],
  ] as const)('the datacentre %s lies in %s', (datacenter, geography) => {
    expect(holds(rowOf('defender/mde-script-datacenters'), datacenter)).toBe(true);
    const nothing = {
      connectivity: 'unknown',
      geoLocationUrl: null,
      vortexServerUrl: null,
      vortexTicketUrl: null,
      vortexGeoLocation: null,
      partnerGeoLocation: null,
    } as const;
    expect(geographyOf({ ...nothing, datacenter })?.id).toBe(geography);
  });
});

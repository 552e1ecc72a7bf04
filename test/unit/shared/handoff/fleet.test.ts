import { describe, expect, it } from 'vitest';
import { scriptText } from '../../../../main/handoff/scripts';
import { generators } from '../../../../shared/handoff/engines';
import { fitOf, tenantFiles, wantedOf } from '../../../../shared/handoff/fleet';
import { plain } from '../../../../shared/handoff/plain/plain';
import { wantedSchema } from '../../../../shared/handoff/wanted';
import type { HandOffChoice } from '../../../../shared/model/handOff';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { aServer, server2012R2, server2016, type DeepPartial } from '../../../fixtures/facts';
import type { ServerState } from '../../../../shared/model/facts';
import { aView, now, tenant, wishing } from '../views';

const choice: HandOffChoice = {
  ...{ engine: 'groupPolicy', direction: 'onboard', name: 'Nord', share: '\\\\nord\\files', results: null },
  ...{ practice: false, targetId: null, mode: null, families: ['2016', '2019'], tenantFile: null },
  ...{ groups: {}, without: [], uninstall: false },
};
const target = { kind: 'remote', id: 'remote-nord', name: 'NORD', address: 'nord.example' } as const;
const inDomain = { computer: { domainJoined: true } };
const offboarded = { sensor: { onboardingState: 0 } };
const fit = (change: Partial<HandOffChoice>, ...facts: DeepPartial<ServerState>[]) =>
  fitOf(
    change.engine ?? 'groupPolicy',
    { ...choice, ...change },
    { target, facts: aServer(inDomain, offboarded, ...facts) },
    tenant,
  );

describe('whether a tool of the fleet fits a server', () => {
  it.each([
    ['fits', {}, {}],
    ['here', { targetId: target.id }, {}],
    ['noDomain', {}, { computer: { domainJoined: false } }],
    ['fits', { engine: 'plain' }, { computer: { domainJoined: false } }],
    ['notChosen', { families: ['2016'] }, {}],
    ['notChosen', {}, server2012R2],
    ['fits', {}, server2016],
    ['unsupported', {}, { os: { build: 9200 } }],
    ['oldPowerShell', { engine: 'ansible' }, { powershell: { version: '4.0' } }],
    ['onboarded', {}, { sensor: { onboardingState: 1, orgId: tenant.toUpperCase() } }],
    ['otherTenant', {}, { sensor: { onboardingState: 1, orgId: '00000000-0000-0000-0000-000000000001' } }],
    ['notOnboarded', { direction: 'offboard' }, {}],
    ['fits', { direction: 'offboard' }, { sensor: { onboardingState: 1, orgId: tenant } }],
    ['fits', { direction: 'remove' }, { sensor: { onboardingState: 1, orgId: tenant } }],
  ] as const)('%s: with %o on %o', (why, change, facts) => {
    const found = fit(
      { ...change, families: [...('families' in change ? change.families : choice.families)] },
      facts,
    );
    expect(found).toEqual({ fits: why === 'fits' || why === 'here' ? 'yes' : 'no', why });
  });

  it('is not known of one that was never read', () => {
    expect(fitOf('plain', choice, { target, facts: null }, null)).toEqual({ fits: 'unknown', why: 'unread' });
  });
});

describe('what a hand-off is made of', () => {
  const around = { library: [anOnboardingPackage()], views: [], language: 'en', now } as const;

  it('is whole with a package, and says what it lacks without', () => {
    const wanted = wantedOf(choice, around);
    expect(wantedSchema.safeParse(wanted).success).toBe(true);
    expect(wanted).toMatchObject({ tenant, tenantFile: { kind: 'onboarding' } });
    expect(wantedOf(choice, { ...around, library: [] })).toBe('onboard');
    expect(wantedOf({ ...choice, direction: 'offboard' }, around)).toBe('offboard');
    expect(wantedOf({ ...choice, direction: 'remove' }, { ...around, library: [] })).toMatchObject({
      tenantFile: null,
    });
  });

  it('carries over the wishes of the plan, and the mode that was chosen here before its own', () => {
    const view = aView({ inputs: { wishes: wishing('passive') } });
    const from = { ...choice, targetId: view.target.id };
    expect(wantedOf(from, { ...around, views: [view] })).toMatchObject({ wishes: { mode: 'passive' } });
    expect(wantedOf({ ...from, mode: 'active' }, { ...around, views: [view] })).toMatchObject({
      wishes: { mode: 'active' },
    });
  });

  it('names the servers that were not taken out, and groups for Group Policy alone', () => {
    const view = { ...aView({}), target, facts: aServer(inDomain, offboarded) };
    const listed = { ...around, views: [view] };
    expect(wantedOf(choice, listed)).toMatchObject({ servers: [{ address: target.address }] });
    expect(wantedOf({ ...choice, without: [target.id] }, listed)).toMatchObject({ servers: [] });
    const groups = { '2016': 'Servers 2016' };
    expect(wantedOf({ ...choice, groups }, around)).toMatchObject({
      parts: [{ group: 'Servers 2016' }, { group: null }],
    });
    expect(wantedOf({ ...choice, groups, engine: 'ansible' }, around)).toMatchObject({
      parts: [{ group: null }, { group: null }],
    });
  });

  it('asks for a share where servers read one, and writes none elsewhere', () => {
    const without = { ...choice, share: null };
    expect(wantedOf(without, around)).toBe('invalid');
    expect(wantedOf({ ...without, engine: 'ansible' }, around)).toBe('invalid');
    expect(wantedOf({ ...without, direction: 'remove' }, around)).not.toBe('invalid');
    for (const engine of ['plain', 'groupPolicy'] as const) {
      const wanted = wantedSchema.parse(wantedOf({ ...without, engine, direction: 'remove' }, around));
      const { files } = (generators[engine] ?? plain)(wanted, scriptText);
      const texts = files.flatMap(({ content }) => (typeof content === 'string' ? [content] : []));
      expect(texts.join('').includes('none.invalid'), engine).toBe(false);
    }
  });

  it('removes the sensor where servers leave their tenant and their Windows was given one', () => {
    const off: HandOffChoice = { ...choice, direction: 'offboard', uninstall: true };
    const library = [
      {
        ...anOnboardingPackage(),
        kind: 'offboarding' as const,
        details: {
          ...{
            kind: 'offboarding' as const,
            variant: 'groupPolicy' as const,
            orgId: tenant,
            expiresAt: null,
          },
          ...{ scriptName: 'x.cmd', differences: [] },
        },
      },
    ];
    expect(wantedOf(off, { ...around, library })).toMatchObject({ uninstall: true });
    expect(wantedOf({ ...off, families: ['2019'] }, { ...around, library })).toMatchObject({
      uninstall: false,
    });
    expect(wantedOf({ ...choice, uninstall: true }, around)).toMatchObject({ uninstall: false });
  });

  it('takes no offboarding package that has expired or names no tenant', () => {
    const offboarding = (orgId: string | null, expiresAt: number | null) => ({
      ...anOnboardingPackage(),
      kind: 'offboarding' as const,
      details: {
        ...{ kind: 'offboarding' as const, variant: 'groupPolicy' as const, orgId, expiresAt },
        ...{ scriptName: 'x.cmd', differences: [] },
      },
    });
    const good = offboarding(tenant, now + 1);
    expect(tenantFiles([offboarding(tenant, now), offboarding(null, null), good], 'offboard', now)).toEqual([
      good,
    ]);
  });
});

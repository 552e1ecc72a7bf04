import { checkTitle } from '../../../shared/plan/checkStates';
import type { Between, Say } from '../../../shared/locales/keys';
import { remaining } from '../../../shared/plan/plan';
import { joining } from '../../../shared/plan/situation';
import { namesOf, type Candidate } from './candidate';

/** Something in which the servers of a sheet differ, or that must not be overlooked, with the servers it is about. */
export interface Difference {
  readonly id: string;
  readonly text: string;
  readonly caution: boolean;
}

/** The tenant that a server will report to; null where no onboarding package says. */
export const tenantOf = ({ known }: Candidate): string | null => joining(known.situation)?.orgId ?? null;

/** What differs between servers whose plans are confirmed together: modes, restarts, one-way steps, tenants, waivers. */
export function differences(t: Say<'several'>, servers: readonly Candidate[]): Difference[] {
  const found: Difference[] = [];
  const add = (
    id: Between<'several:differs.'>,
    of: readonly Candidate[],
    caution = false,
    values: object = {},
  ) => {
    if (of.length > 0)
      found.push({
        id: `${id} ${JSON.stringify(values)}`,
        caution,
        text: t(`differs.${id}`, { ...values, count: of.length, names: namesOf(of) }),
      });
  };
  const plans = (test: (item: ReturnType<typeof remaining>[number]) => boolean) =>
    servers.filter(({ known }) => remaining(known.plan).some(test));
  const tenants = [...new Set(servers.map(tenantOf))].filter((tenant) => tenant !== null);
  for (const tenant of tenants)
    add(
      'tenant',
      servers.filter((one) => tenantOf(one) === tenant),
      tenants.length > 1,
      { tenant },
    );
  for (const mode of ['active', 'passive'] as const)
    add(
      mode,
      servers.filter(({ view }) => view.inputs.wishes.mode === mode),
    );
  add(
    'gap',
    servers.filter(({ view }) => view.inputs.noProtectorAcceptedAt !== null),
    true,
  );
  add(
    'restart',
    plans(({ action }) => action.restart === 'yes'),
    true,
  );
  add(
    'maybe',
    plans(({ action }) => action.restart === 'maybe'),
  );
  add(
    'oneWay',
    plans(({ action }) => action.oneWay),
    true,
  );
  const waived = servers.flatMap((one) =>
    one.known.checks.filter(({ state }) => state === 'waived').map((check) => ({ one, check })),
  );
  for (const { one, check } of waived)
    found.push({
      id: `waiver ${one.id} ${check.id}`,
      caution: true,
      text: t('differs.waiver', {
        name: one.name,
        check: checkTitle(t, check),
        reason: check.reason ?? '',
      }),
    });
  return found;
}

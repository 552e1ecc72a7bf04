import { onTheWay } from '../../shared/onTheWay';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTexts } from '../../../../main/texts';
import { reportChecks } from '../../../../main/report/reportChecks';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import type { PageProps } from '../../../../renderer/frame/page';
import { PlanPage } from '../../../../renderer/pages/plan/planPage';
import { PrerequisitesPage } from '../../../../renderer/pages/prerequisites/prerequisitesPage';
import { ServerPage } from '../../../../renderer/pages/server/serverPage';
import { railGroups } from '../../../../renderer/frame/railGroups';
import { emptyInputs } from '../../../../shared/model/inputs';
import { aServer, server2016 } from '../../../fixtures/facts';
import { Around, aSession, aView, fakeDoor, pageProps } from '../fakeDoor';

beforeEach(() => {
  applySnapshot(aSession());
});
afterEach(cleanup);

const facts = aServer(server2016, {
  defender: { feature: 'disabled' },
  restartPending: [{ source: 'windowsUpdate', blocking: true }],
  otherAntivirus: [{ service: 'mfemms', displayName: 'Trellix', running: true }],
});
const inputs = {
  ...emptyInputs('practice-2019-fresh'),
  fixes: ['restart' as const],
  ...onTheWay({ waivers: [{ check: 'defenderFeature' as const, reason: 'Agreed.', at: 0 }] }),
};

it.each([
  ['en', '24 checks: 1 in the plan, 1 waived, 20 passed, 1 to know, 1 untested.', '20 of 24 checks passed'],
  [
    'fr',
    '24 vérifications\u00a0: 1 dans le plan, 1 avec dérogation, 20 conformes, 1 à savoir, 1 non testée.',
    '20 vérifications conformes sur 24',
  ],
] as const)('counts the checks the same on every page, in %s', async (language, sentence, rail) => {
  await startTexts(language);
  const props = pageProps(aView({ facts, inputs }));
  const pages: readonly ((page: PageProps) => React.ReactNode)[] = [PrerequisitesPage, ServerPage, PlanPage];
  for (const Page of pages) {
    render(
      <Around door={fakeDoor().door}>
        <Page {...props} />
      </Around>,
    );
    expect(document.body.textContent).toContain(sentence);
    cleanup();
  }
  const t = createTexts(language);
  const steps = railGroups(t, {
    journey: 'onboard',
    status: props.status,
    open: 'plan',
    current: 'plan',
  }).flatMap((group) => group.steps);
  expect(steps.find(({ id }) => id === 'prerequisites')?.noteTitle).toBe(rail);

  const { known } = props.assessment;
  if (known === null) throw new Error('nothing is known');
  // A report tells what the server shows: a planned fix is still to do there.
  const { prerequisiteCounts } = reportChecks(known, String, t);
  expect(prerequisiteCounts).toBe(
    language === 'en'
      ? '24 checks: 1 to fix, 1 waived, 20 passed, 1 to know, 1 untested.'
      : '24 vérifications\u00a0: 1 à corriger, 1 avec dérogation, 20 conformes, 1 à savoir, 1 non testée.',
  );
});

import { useTexts } from '../../useTexts';
import type { Cause } from '../../../shared/findings/cause';
import type { Evidence } from '../../../shared/findings/evidence';
import { fixOf } from '../../../shared/findings/fix';
import type { InputChange } from '../../../shared/model/inputs';
import type { Search } from '../../../shared/model/search';
import type { StepId, JourneyId } from '../../../shared/model/journeys';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import type { PageProps } from '../../frame/page';
import { SessionButton } from '../../frame/session/sessionButton';

/** Sends a decision about the search; the page shows what it failed with. */
export type Decide = (change: InputChange) => void;

/** The step at which another journey begins with what a search found. */
const entry: Readonly<Record<JourneyId, StepId>> = {
  onboard: 'packages',
  troubleshoot: 'symptom',
  maintain: 'settings',
  takeOff: 'package',
};

/** A cause with what its button needs. `small`: in a row of many. */
export interface NextOfCauseProps {
  readonly page: PageProps;
  readonly cause: Cause;
  readonly evidence: Evidence;
  readonly search: Search;
  readonly decide: Decide;
  readonly onAgain: () => void;
  readonly small?: boolean;
}

/** The button of the one next step of a cause; none where a person does it by hand. */
export function NextOfCause({
  page,
  cause,
  evidence,
  search,
  decide,
  onAgain,
  small = false,
}: NextOfCauseProps) {
  const { t } = useTexts('findings');
  const client = useClient();
  const { next } = cause;
  const look = small ? ({ size: 'small' } as const) : ({ variant: 'primary' } as const);
  const title = <span className="gw-hidden">, {t(cause.says.title)}</span>;
  const button = (words: string, onPress: () => void) => (
    <ActionButton {...look} onPress={onPress}>
      {words}
      {title}
    </ActionButton>
  );
  const isPlanned = search.planned.some((fix) => fix.cause === cause.id);
  if (isPlanned)
    return (
      <ActionButton
        {...(small && { size: 'small' })}
        onPress={() => decide({ kind: 'planFix', cause: cause.id, planned: false })}
      >
        {t('next.remove')}
        {title}
      </ActionButton>
    );
  if (fixOf(cause.id, evidence) !== null)
    return button(t('next.add'), () => decide({ kind: 'planFix', cause: cause.id, planned: true }));
  if (next.kind === 'journey')
    return button(t('next.journey', { journey: t(`overview:name.${next.journey}`) }), () =>
      page.goTo(entry[next.journey], next.journey),
    );
  if (next.kind === 'page')
    return button(t('kit:open', { page: t(`knowledge:link.${next.link}`) }), () => {
      // That no browser opened is said by the system itself.
      client.openLink({ id: next.link }).catch(() => undefined);
    });
  return small ? null : (
    <SessionButton target={page.view.target} variant="primary" onPress={onAgain}>
      {t('again')}
      {title}
    </SessionButton>
  );
}

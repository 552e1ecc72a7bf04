import { useTexts } from '../../useTexts';
import type { Beginning } from '../../../shared/findings/fromHere';
import { symptomOf } from '../../../shared/model/search';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import type { PageProps } from '../page';
import { useAsk } from '../useAsk';

/** The page, and with what the search begins. */
export interface LookForCauseProps {
  readonly page: PageProps;
  readonly symptom: Beginning;
}

/** The way from a page that shows that something is wrong into the search for its cause, with what is seen filled in. */
export function LookForCause({ page, symptom }: LookForCauseProps) {
  const { t } = useTexts('findings');
  const client = useClient();
  const { ask, busy } = useAsk();
  const { target, inputs } = page.view;
  const open = async (): Promise<void> => {
    // One that began with the same is gone on with: its answers and fixes are worth more than a new beginning.
    const isOpen = inputs.search !== null && symptomOf(inputs.search) === symptom;
    const begun =
      isOpen ||
      (await ask(() => client.changeInputs({ targetId: target.id, change: { kind: 'search', symptom } }))) !==
        undefined;
    if (!begun) return;
    page.goTo('findings', 'troubleshoot');
    // The page of the findings shows how the search goes on, and what stopped it.
    client.lookFor({ targetId: target.id }).catch(() => undefined);
  };
  return (
    <ActionButton variant="link" busy={busy ? t('frame:starting') : undefined} onPress={() => void open()}>
      {t('lookForCause')}
    </ActionButton>
  );
}

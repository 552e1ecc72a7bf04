import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { Note } from '../../components/note';
import { useNarrow } from '../../components/useNarrow';
import { connectWords } from '../../frame/asking/connectWords';

/** Why the test stopped, above the accounts: in a narrow window the ladder stands below them, where a person does not see it at first. */
export function StoppedAbove({ view }: { view: TargetView }) {
  const { t } = useTexts('connect');
  const narrow = useNarrow();
  const stopped = view.rungs.find(({ failure }) => failure !== null);
  if (!narrow || view.connection === null || stopped?.failure == null) return null;
  const { title, cause } = connectWords(t, stopped.failure, view.connection.flaws);
  return (
    <Note tone="stopped" lead={`${title}.`}>
      {cause}
    </Note>
  );
}

import type { LogFinding, LogsDesk } from '../../../shared/model/logs';
import { ActionButton } from '../../components/actionButton';
import { NextStep } from '../../components/nextStep';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { causeWords } from './causeWords';
import { computersOf } from './fileWords';
import './logs.css';

/** The finding, the desk, the way to a server, and what sets the finding aside. */
export interface CauseStepProps {
  readonly finding: LogFinding;
  readonly desk: LogsDesk;
  readonly onServer: (targetId: string) => void;
  readonly onNotIt: () => void;
}

/** The one next step of a cause. Its button leads to the server that the files are of, where that one is in the list. */
export function CauseStep({ finding, desk, onServer, onNotIt }: CauseStepProps) {
  const { t } = useTexts('logs');
  const words = causeWords(t, finding);
  const computers = computersOf(desk).map(plain);
  const server = useSession(({ targets }) =>
    targets.find(({ target, facts }) =>
      [target.name, facts?.computer.name ?? target.name].some((name) => computers.includes(plain(name))),
    ),
  );
  return (
    <NextStep
      step={words.next}
      cost={server === undefined ? t('next.server') : undefined}
      action={
        server && (
          <ActionButton variant="primary" onPress={() => onServer(server.target.id)}>
            {t('next.open', { name: server.target.name })}
          </ActionButton>
        )
      }
      ways={
        <ActionButton variant="link" onPress={onNotIt}>
          {t('next.notIt')}
        </ActionButton>
      }
    />
  );
}

/** A computer is called with its domain or without it, in any case. */
const plain = (name: string): string => name.toLowerCase().split('.')[0] ?? name;

import type { Next } from '../../../shared/findings/cause';
import type { LogFinding, LogsDesk } from '../../../shared/bridge/logs';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CodeView } from '../../components/codeView';
import { NextStep } from '../../components/nextStep';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { SupportItems } from '../findings/supportItems';
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

/**
 * The one next step of a cause. Its button opens a page of Microsoft where the step is described there, else the server that the files
 * are of, where that one is in the list: no log can tell what a fix would find on the server now.
 */
export function CauseStep({ finding, desk, onServer, onNotIt }: CauseStepProps) {
  const { t } = useTexts('logs');
  const client = useClient();
  const { next: words, cause } = causeWords(t, finding);
  const computers = computersOf(desk).map(plain);
  const server = useSession(({ targets }) =>
    targets.find(({ target, facts }) =>
      [target.name, facts?.computer.name ?? target.name].some((name) => computers.includes(plain(name))),
    ),
  );
  const { next } = cause;
  const page = next.kind === 'page' ? next.link : null;
  return (
    <>
      <NextStep
        step={words}
        cost={
          <>
            {next.kind === 'support' && <SupportItems items={next.send} />}
            {t(`next.cost.${costOf(next, server !== undefined)}`)}
            {cause.doubt !== null && ` ${t(`knowledge:${cause.doubt}`)}`}
          </>
        }
        action={
          page !== null ? (
            // That no browser opened is said by the system itself.
            <ActionButton
              variant="primary"
              onPress={() => void client.openLink({ id: page }).catch(() => undefined)}
            >
              {t('kit:open', { page: t(`knowledge:link.${page}`) })}
            </ActionButton>
          ) : (
            server && (
              <ActionButton variant="primary" onPress={() => onServer(server.target.id)}>
                {t('next.open', { name: server.target.name })}
              </ActionButton>
            )
          )
        }
        ways={
          <ActionButton variant="link" onPress={onNotIt}>
            {t('next.notIt')}
          </ActionButton>
        }
      />
      {cause.command !== undefined && <CodeView title={t('findings:command')} code={cause.command} />}
    </>
  );
}

/** A computer is called with its domain or without it, in any case. */
const plain = (name: string): string => name.toLowerCase().split('.')[0] ?? name;

/** What is said of who carries the step out. What Gangway can change, it changes from the server's own pages alone. */
function costOf({ kind }: Next, isKnown: boolean): 'page' | 'support' | 'wait' | 'person' | 'there' | 'add' {
  if (kind === 'page' || kind === 'support' || kind === 'wait' || kind === 'person') return kind;
  return isKnown ? 'there' : 'add';
}

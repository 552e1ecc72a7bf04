import { CodeRegular, QuestionCircleRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { fullNote } from './railGroups';
import { useTexts } from '../useTexts';
import type { Failure } from '../../shared/errors';
import type { OperationName } from '../../shared/model/operations';
import type { StepId } from '../../shared/model/journeys';
import { stepOf } from '../../shared/plan/actions/work';
import { journeys, numberOf } from '../../shared/steps/journeys';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { Footer, type FooterPrimary } from '../components/footer';
import type { GlyphState } from '../components/glyphState';
import { LedgerLine } from '../components/ledgerLine';
import { PageHeader } from '../components/pageHeader';
import { Sheet } from '../components/sheet';
import { Toolbar } from '../components/toolbar';
import type { PageProps } from './page';
import { ExplainDrawer } from './drawers/explainDrawer';
import { FailureNote } from './failureNote';
import { LeaseNote } from './leaseNote';
import { LedgerDrawer } from './drawers/ledgerDrawer';
import { ledgerSentence } from './drawers/ledgerSentence';
import { PowershellDrawer } from './drawers/powershellDrawer';
import { useArrive } from './useArrive';
import { useKeepFocus } from './useKeepFocus';
import { useKeys } from './useKeys';
import { hasSession } from '../../shared/model/target';
import { SessionNote } from './session/sessionButton';

/** Steps from which something is sent that changes a server: there it is said who else holds it. */
const changing: ReadonlySet<StepId> = new Set([
  'prerequisites',
  'plan',
  'install',
  'onboard',
  'change',
  'offboard',
  'uninstall',
  'test',
]);
/** Pages with buttons that ask the server; Connect and Plan of a server by files say by themselves what is done instead. */
const asksServer: ReadonlySet<StepId> = new Set([
  'server',
  'prerequisites',
  'findings',
  'install',
  'onboard',
  'change',
  'offboard',
  'uninstall',
  'test',
  'proof',
]);

/**
 * The frame of a wizard page. `state` is the glyph of an outcome beside the title; `scripts` are the operations behind
 * the PowerShell button; `byKey: false` keeps Ctrl+Enter from pressing a primary that starts changes.
 */
export interface StepPageProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly title: string;
  readonly state?: GlyphState;
  readonly lead?: ReactNode;
  readonly large?: boolean;
  readonly scripts?: readonly OperationName[];
  /** The script at which the PowerShell drawer opens: the one that runs, or whose action is selected. */
  readonly scriptNow?: OperationName;
  readonly tools?: ReactNode;
  readonly inspector?: ReactNode;
  /** What is typed before the primary starts changes. */
  readonly confirm?: ReactNode;
  /** Buttons before Back. */
  readonly secondary?: ReactNode;
  readonly primary?: FooterPrimary & { readonly byKey?: boolean };
  /** Failure of a request of this page, shown above the content. */
  readonly failure?: Failure | null;
  readonly children: ReactNode;
}

/**
 * Header, content and footer of a step, with the change ledger and the PowerShell drawer, and the keys that every page
 * has: F1 explains the step, F5 reads the facts again, Ctrl+Enter is the primary, Alt+Left goes back, Ctrl+L opens the ledger.
 */
export function StepPage(props: StepPageProps) {
  const { page, step, title, primary, scripts = [], failure = null } = props;
  const { t } = useTexts();
  const client = useClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const [layer, setLayer] = useState<'ledger' | 'powershell' | 'explain' | null>(null);
  const { view, status } = page;
  const { steps } = journeys[page.assessment.journey];
  const number = numberOf(page.assessment.journey, step);
  const place = { name: view.target.name, title, number, total: steps.length };
  const { note } = status[step];
  const spoken = [t('frame:page.spoken', place), note && fullNote(t, note)];

  useKeepFocus(heading);
  useArrive(heading, `${view.target.id}/${step}`);
  useEffect(() => {
    document.title = t('frame:page.window', { name: view.target.name, title });
  }, [t, view.target.name, title]);

  const back = () => {
    const previous = steps[number - 2];
    if (previous === undefined) page.goHome();
    else page.goTo(previous.id);
  };
  const pressable = primary !== undefined && primary.notYet === undefined && primary.busy === undefined;
  useKeys({
    F5: () => {
      // A failed reading is shown by the facts clock and the Server page.
      if (hasSession(view.target)) client.readFacts({ targetId: view.target.id }).catch(() => undefined);
    },
    F1: () => setLayer('explain'),
    'Alt+ArrowLeft': back,
    'Control+L': () => setLayer('ledger'),
    ...(pressable && primary.byKey !== false && { 'Control+Enter': primary.onPress }),
    ...(scripts.length > 0 && { 'Control+Shift+P': () => setLayer('powershell') }),
  });

  return (
    <>
      <Sheet
        header={
          <PageHeader
            title={title}
            titleRef={heading}
            spoken={spoken.filter(Boolean).join(', ')}
            state={props.state}
            lead={props.lead}
            large={props.large}
            crumb={t('frame:page.crumb', place)}
            tools={
              <Toolbar label={t('components:tools')}>
                {props.tools}
                {scripts.length > 0 && (
                  <ActionButton
                    variant="quiet"
                    icon={<CodeRegular aria-hidden />}
                    keys="Control+Shift+P"
                    onPress={() => setLayer('powershell')}
                  >
                    {t('frame:powershell.button')}
                  </ActionButton>
                )}
                <ActionButton
                  variant="quiet"
                  icon={<QuestionCircleRegular aria-hidden />}
                  keys="F1"
                  onPress={() => setLayer('explain')}
                >
                  {t('explain:button')}
                </ActionButton>
              </Toolbar>
            }
          />
        }
        inspector={props.inspector}
        footer={
          <Footer
            ledger={
              <LedgerLine
                changed={view.changes.length > 0}
                review={
                  view.changes.length > 0
                    ? { label: t('frame:ledger.review'), onOpen: () => setLayer('ledger') }
                    : undefined
                }
              >
                {ledgerSentence(t, view, step)}
              </LedgerLine>
            }
            confirm={props.confirm}
            secondary={
              <>
                {props.secondary}
                <ActionButton onPress={back} keys="Alt+ArrowLeft">
                  {t('frame:back')}
                </ActionButton>
              </>
            }
            primary={primary}
          />
        }
      >
        {failure !== null && <FailureNote failure={failure} />}
        {asksServer.has(step) && <SessionNote target={view.target} searches={step === 'findings'} />}
        {changing.has(step) && <LeaseNote view={view} />}
        {props.children}
      </Sheet>
      <ExplainDrawer open={layer === 'explain'} onClose={() => setLayer(null)} page={step} />
      <PowershellDrawer
        open={layer === 'powershell'}
        onClose={() => setLayer(null)}
        operations={scripts}
        at={props.scriptNow}
      />
      <LedgerDrawer
        open={layer === 'ledger'}
        onClose={() => setLayer(null)}
        view={view}
        onUndoStarted={({ action, journey }) => page.goTo(stepOf(action, journey, view.facts), journey)}
      />
    </>
  );
}

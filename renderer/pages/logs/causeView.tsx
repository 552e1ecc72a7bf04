import { useState } from 'react';
import type { LogFinding, LogLine, LogsDesk } from '../../../shared/bridge/logs';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { useTexts } from '../../useTexts';
import { causeWords } from './causeWords';
import { CauseStep } from './causeStep';
import type { DeskTimes } from './deskTimes';
import { counted } from './fileWords';
import { NoCause } from './noCause';
import { SaidLines } from './saidLines';
import { useAside } from './setAside';
import { UnknownFiles } from './unknownFiles';
import './logs.css';

/** The desk, its clock, and the ways to a line in its file, to the timeline and to a server. */
export interface CauseViewProps {
  readonly desk: LogsDesk;
  readonly times: DeskTimes;
  readonly onShow: (line: Pick<LogLine, 'file' | 'line'>) => void;
  readonly onTimeline: () => void;
  readonly onServer: (targetId: string) => void;
}

/** What the files say: the cause, how sure that is, one next step, the lines; and what else was seen. An honest answer where they say nothing. */
export function CauseView({ desk, times, onShow, onTimeline, onServer }: CauseViewProps) {
  const { t, i18n } = useTexts('logs');
  const [aside, setAside] = useAside();
  const cause = desk.findings.find(({ signature }) => !aside.has(signature));
  const others = desk.findings.filter((finding) => finding !== cause);
  const lines = (finding: LogFinding) => (
    <SaidLines
      lines={finding.lines}
      files={desk.files}
      failing={desk.failing}
      times={times}
      onShow={onShow}
    />
  );
  const first = cause?.lines.find((line) => isSame(line, desk.failing)) ?? cause?.lines[0];
  return (
    <>
      {cause === undefined ? (
        desk.state === 'read' && <NoCause desk={desk} setAside={others.length > 0} onTimeline={onTimeline} />
      ) : (
        <>
          <CauseHead finding={cause} />
          <CauseStep
            finding={cause}
            desk={desk}
            onServer={onServer}
            onNotIt={() => setAside(cause.signature, true)}
          />
          <Section
            title={t('lines.title')}
            note={t('lines.count', {
              count: cause.lines.length,
              all: t('lines', counted(i18n.language, desk.lines)),
            })}
            end={
              first && (
                <ActionButton variant="link" onPress={() => onShow(first)}>
                  {t('lines.show')}
                </ActionButton>
              )
            }
          >
            {lines(cause)}
          </Section>
        </>
      )}
      {others.length > 0 && (
        <AlsoSeen
          findings={others}
          aside={aside}
          onBack={(signature) => setAside(signature, false)}
          lines={lines}
        />
      )}
      <UnknownFiles files={desk.files} />
    </>
  );
}

const isSame = (line: LogLine, other: LogsDesk['failing']): boolean =>
  other !== null && line.file === other.file && line.line === other.line;

/** The cause, why it is one, and how sure that is. */
function CauseHead({ finding }: { readonly finding: LogFinding }) {
  const { t } = useTexts('logs');
  const words = causeWords(t, finding);
  const files = new Set(finding.lines.map(({ file }) => file)).size;
  const sure = finding.sure === 'certain' && files > 1 ? 'certainMany' : finding.sure;
  return (
    <div className="gw-logs-cause">
      <Glyph state={finding.sure === 'certain' ? 'stopped' : 'toFix'} />
      <div>
        <h2>{words.title}</h2>
        <p className="gw-logs-why">{words.why}</p>
        <p className="gw-caption">{t(`sure.${sure}`, { count: files })}</p>
      </div>
    </div>
  );
}

/** Other causes that the files name, each with its lines, and those that a person set aside. */
function AlsoSeen({
  findings,
  aside,
  onBack,
  lines,
}: {
  readonly findings: readonly LogFinding[];
  readonly aside: ReadonlySet<string>;
  readonly onBack: (signature: string) => void;
  readonly lines: (finding: LogFinding) => React.ReactNode;
}) {
  const { t } = useTexts('logs');
  const [open, setOpen] = useState<string>();
  return (
    <Section title={t('also.title')} note={t('also.note', { count: findings.length })}>
      <RowList
        label={t('also.title')}
        rows={findings.map((finding) => {
          const { signature } = finding;
          const words = causeWords(t, finding);
          const isOpen = open === signature;
          const isAside = aside.has(signature);
          return {
            id: signature,
            title: words.title,
            glyph: <Glyph state="toKnow" />,
            ...(isAside && { detail: t('also.setAside') }),
            actions: (
              <>
                {isAside && (
                  <ActionButton size="small" variant="quiet" onPress={() => onBack(signature)}>
                    {t('also.back')}
                    <span className="gw-hidden"> {words.title}</span>
                  </ActionButton>
                )}
                <ActionButton
                  variant="link"
                  expanded={isOpen}
                  onPress={() => setOpen(isOpen ? undefined : signature)}
                >
                  {t(isOpen ? 'also.hide' : 'also.lines')}
                  <span className="gw-hidden"> {words.title}</span>
                </ActionButton>
              </>
            ),
            ...(isOpen && {
              body: (
                <>
                  <p className="gw-detail gw-logs-also">
                    {words.why} {words.next}
                  </p>
                  {lines(finding)}
                </>
              ),
            }),
          };
        })}
      />
    </Section>
  );
}

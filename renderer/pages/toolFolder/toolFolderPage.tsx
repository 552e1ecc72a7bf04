import { useEffect, useId, useState } from 'react';
import { folderTagSchema } from '../../../shared/model/toolFolder';
import type { Package } from '../../../shared/model/packages';
import { proxySchema } from '../../../shared/model/wishes';
import { folderFiles } from '../../../shared/toolFolder/folderFiles';
import { useAnnouncer } from '../../announcer';
import { useClient } from '../../client';
import { Accept } from '../../components/accept';
import { Footer } from '../../components/footer';
import { LedgerLine } from '../../components/ledgerLine';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import type { Place } from '../../frame/place';
import { useAsk } from '../../frame/useAsk';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { HomeFrame } from '../home/homeFrame';
import { KitsSwitch } from '../site/kitsSwitch';
import { FolderFileRows } from './folderFileRows';
import { ToolResults } from './toolResults';
import '../../components/field.css';
import '../../frame/asking/entry.css';
import './toolFolder.css';

const steps = ['windows', 'hash', 'updates', 'precheck', 'work', 'result'] as const;
const doubts = ['signature', 'certutil', 'updates', 'replace', 'stage', 'waits'] as const;

/** A text field as it stands: null where it is empty, undefined where it is nothing that can be told. */
function told(text: string, schema: typeof folderTagSchema): string | null | undefined {
  const typed = text.trim();
  return typed === '' ? null : schema.safeParse(typed).data;
}

/** The folder for Server 2008 R2: what it holds, what the tool is told, what its run.cmd does, and what came back. */
export function ToolFolderPage({ go }: { readonly go: (place: Place) => void }) {
  const { t } = useTexts('toolFolder');
  const client = useClient();
  const { say } = useAnnouncer();
  const { ask, failure, busy } = useAsk();
  const { practice } = useSession((session) => session.sites);
  const library = useSession((session) => session.libraries[practice ? 'practice' : 'real']);
  const files = folderFiles(library, practice);
  const [picked, setPicked] = useState<{ tool?: string; onboarding?: string }>({});
  const [passive, setPassive] = useState(false);
  const [tagText, setTagText] = useState('');
  const [proxyText, setProxyText] = useState('');
  const [written, setWritten] = useState<string>();
  const one = (of: readonly Package[], sha256: string | undefined) =>
    of.find((pkg) => pkg.sha256 === sha256) ?? of[0] ?? null;
  const tool = one(files.tools, picked.tool);
  const onboarding = one(files.onboarding, picked.onboarding);
  const [tag, proxy] = [told(tagText, folderTagSchema), told(proxyText, proxySchema)];
  const lacks =
    tool === null
      ? 'tool'
      : onboarding === null
        ? 'onboarding'
        : tag === undefined
          ? 'tag'
          : proxy === undefined
            ? 'proxy'
            : null;
  const write = async () => {
    if (tool === null || onboarding === null || tag === undefined || proxy === undefined) return;
    setWritten(undefined);
    const choice = { passive, tag, proxy };
    const answer = await ask(() =>
      client.writeToolFolder({ tool: tool.sha256, file: onboarding.sha256, choice }),
    );
    if (answer?.path != null) setWritten(answer.path);
  };
  const words = written === undefined ? null : t('written', { path: written });
  useEffect(() => {
    if (words !== null) say(words);
  }, [say, words]);
  return (
    <HomeFrame
      current="kits"
      title={t('title')}
      lead={t('lead')}
      tools={<KitsSwitch current="toolFolder" go={go} />}
      footer={
        <Footer
          ledger={<LedgerLine changed={false}>{t('footer')}</LedgerLine>}
          primary={{
            label: t('write'),
            onPress: () => void write(),
            ...(lacks !== null && { notYet: t(`notYet.${lacks}`) }),
            ...(busy && { busy: t('writing') }),
          }}
        />
      }
      go={go}
    >
      {failure !== null && <FailureNote failure={failure} />}
      {words !== null && <Note glyph="done">{words}</Note>}
      <div className="gw-tool-folder-note">
        <Note tone="caution" lead={t('limits.lead')}>
          {t('limits.text')}
        </Note>
      </div>
      <Section title={t('files.title')} note={t('files.note')}>
        <FolderFileRows
          files={files}
          tool={tool}
          onboarding={onboarding}
          practice={practice}
          ask={ask}
          onPick={(choice) => setPicked({ ...picked, ...choice })}
          onLibrary={() => go({ kind: 'kits', view: 'library' })}
        />
      </Section>
      <Section title={t('choice.title')} note={t('choice.note')}>
        <div className="gw-tool-folder">
          <Accept checked={passive} onChange={setPassive}>
            {t('choice.passive')} <span className="gw-detail">{t('choice.passiveWhy')}</span>
          </Accept>
          <TextEntry
            label={t('choice.tag')}
            hint={t(tag === undefined ? 'choice.tagWrong' : 'choice.tagHint')}
            wrong={tag === undefined}
            text={tagText}
            onText={setTagText}
          />
          <TextEntry
            label={t('choice.proxy')}
            hint={t(proxy === undefined ? 'choice.proxyWrong' : 'choice.proxyHint')}
            wrong={proxy === undefined}
            text={proxyText}
            onText={setProxyText}
          />
          <p className="gw-detail">{t('choice.always')}</p>
        </div>
      </Section>
      <Section title={t('steps.title')} note={t('steps.note')}>
        <ol className="gw-tool-folder-list">
          {steps.map((id) => (
            <li key={id}>{t(`steps.${id}`)}</li>
          ))}
        </ol>
      </Section>
      <ToolResults ask={ask} />
      <Section title={t('doubts.title')}>
        <ul className="gw-tool-folder-list">
          {doubts.map((id) => (
            <li key={id}>{t(`doubts.${id}`)}</li>
          ))}
        </ul>
      </Section>
    </HomeFrame>
  );
}

/** A line to type, with what it may be below. */
function TextEntry({
  label,
  hint,
  wrong,
  text,
  onText,
}: {
  readonly label: string;
  readonly hint: string;
  readonly wrong: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className="gw-entry">
      <label htmlFor={id}>{label}</label>
      <div className="gw-field">
        <input
          id={id}
          value={text}
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </div>
      <p className="gw-caption" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

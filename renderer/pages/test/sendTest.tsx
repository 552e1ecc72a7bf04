import { useEffect, useState } from 'react';
import { useTexts } from '../../useTexts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CodeView } from '../../components/codeView';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import { AntivirusTest, type AntivirusTestProps } from './antivirusTest';
import { testLine } from './testLine';
import './test.css';
import { useNoSession } from '../../frame/session/sessionButton';

/** Before the test: the exact line, why it is harmless, and who will see its alert. */
export function SendTest({ page, known }: AntivirusTestProps) {
  const { t } = useTexts('test');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [line, setLine] = useState<string | null>(null);
  const { name, id: targetId } = page.view.target;
  useEffect(() => {
    let shown = true;
    void ask(() => client.getScript({ operation: 'Invoke-DetectionTest' })).then((found) => {
      if (shown && found !== undefined) setLine(testLine(found.text) ?? found.text);
    });
    return () => {
      shown = false;
    };
  }, [ask, client]);
  const [sending, setSending] = useState(false);
  const noSession = useNoSession(page.view.target);
  const send = async (): Promise<void> => {
    setSending(true);
    await ask(() => client.startTest({ targetId }));
    setSending(false);
  };
  const skip = async (): Promise<void> => {
    const done = await ask(() => client.changeInputs({ targetId, change: { kind: 'alert', seen: false } }));
    if (done !== undefined) page.goTo('handover');
  };

  return (
    <StepPage
      page={page}
      step="test"
      failure={failure}
      title={t('title')}
      lead={t('send.lead')}
      scripts={['Invoke-DetectionTest', 'Invoke-AntivirusTest']}
      secondary={<ActionButton onPress={() => void skip()}>{t('send.skip')}</ActionButton>}
      primary={{
        label: t('send.button'),
        busy: sending ? t('send.sending') : undefined,
        notYet: noSession ?? (line === null && busy ? t('send.fetching') : undefined),
        byKey: false,
        onPress: () => void send(),
      }}
    >
      <Section title={t('send.title')} note={t('send.note', { name })}>
        {line === null ? (
          <p className="gw-caption">{t('send.fetching')}</p>
        ) : (
          <CodeView title={t('send.line')} code={line} />
        )}
        <p className="gw-detail gw-test-text">{t('send.harmless')}</p>
      </Section>
      <Section title={t('send.consent')}>
        <Note tone="caution">{t('send.alert')}</Note>
        <p className="gw-detail gw-test-text">{t('send.doubt')}</p>
      </Section>
      <AntivirusTest page={page} known={known} />
    </StepPage>
  );
}

import { FluentProvider } from '@fluentui/react-components';
import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { chooseLanguage, startTexts } from '../../renderer/i18n';
import '../../renderer/styles/index.css';
import { useTheme } from '../../renderer/theme';
import { Components } from './components';
import { Connect } from './connect';
import { Failed } from './failed';
import { FirstRun, Servers } from './home';
import { Mode } from './mode';
import { Plan } from './plan';
import { Prerequisites } from './prerequisites';
import { PracticeRun, Running, StopQuestion } from './running';
import { Ledger, Verify } from './verify';

const pages: Record<string, ComponentType> = {
  components: Components,
  connect: Connect,
  failed: Failed,
  firstRun: FirstRun,
  ledger: Ledger,
  mode: Mode,
  plan: Plan,
  practice: PracticeRun,
  prerequisites: Prerequisites,
  running: Running,
  servers: Servers,
  stop: StopQuestion,
  verify: Verify,
};

const asked = new URLSearchParams(window.location.search);
const Page = pages[asked.get('page') ?? 'components'] ?? Components;

function Gallery() {
  return (
    <FluentProvider theme={useTheme('system')} className="gw-app">
      <Page />
    </FluentProvider>
  );
}

await startTexts(chooseLanguage([asked.get('language') ?? 'en']));
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
}

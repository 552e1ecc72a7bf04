import { docs, installScript, read, unverified, type Doubt } from './source';

/** A page outside the app. It is opened by its id only, so that no text can bring an address of its own. */
export interface Link {
  url: `https://${string}`;
  source: string;
  doubt: Doubt | null;
}

/** Ids of the pages; each has a text of that name under `link` in `knowledge.json`. */
export type LinkId =
  | 'portal'
  | 'portalOnboarding'
  | 'portalOffboarding'
  | 'alerts'
  | 'installScript'
  | 'sensorUpdate'
  | 'securityIntelligence'
  | 'platformUpdate'
  | 'platformCatalog'
  | 'updateCatalog'
  | 'updateKB2999226'
  | 'updateKB3080149'
  | 'updateKB3045999'
  | 'trellixNote'
  | 'docsOnboardingErrors'
  | 'docsSensorEvents'
  | 'docsDetectionTest'
  | 'docsPassiveMode'
  | 'docsAddresses'
  | 'docsDeploymentTool'
  | 'docsAnalyzer';

const page = (name: string): Link => ({
  url: `https://learn.microsoft.com/defender-endpoint/${name}`,
  source: docs(name),
  doubt: null,
});
const download = (url: Link['url']): Link => ({ url, source: installScript, doubt: null });

/** Every page that Gangway opens. */
export const links: Readonly<Record<LinkId, Link>> = {
  portal: { url: 'https://security.microsoft.com', source: docs('onboard-server'), doubt: null },
  portalOnboarding: {
    url: 'https://security.microsoft.com/securitysettings/endpoints/onboarding',
    source: docs('configure-endpoints-gp', '2026-11-29'),
    doubt: null,
  },
  portalOffboarding: {
    url: 'https://security.microsoft.com/securitysettings/endpoints/offboarding',
    source: docs('configure-endpoints-gp', '2026-11-29'),
    doubt: null,
  },
  alerts: {
    url: 'https://security.microsoft.com/alerts',
    source: read('learn.microsoft.com/defender-office-365'),
    doubt: unverified,
  },
  installScript: {
    url: 'https://github.com/microsoft/mdefordownlevelserver/archive/refs/heads/main.zip',
    source: docs('server-migration'),
    doubt: null,
  },
  sensorUpdate: {
    url: 'https://go.microsoft.com/fwlink/?linkid=2168277',
    source: docs('onboard-server'),
    doubt: null,
  },
  securityIntelligence: {
    url: 'https://go.microsoft.com/fwlink/?linkid=121721&arch=x64',
    source: 'github.com/Dano7762/offpatch, 2026-10-04',
    doubt: null,
  },
  platformCatalog: {
    url: 'https://www.catalog.update.microsoft.com/Search.aspx?q=KB4052623',
    source: docs('microsoft-defender-antivirus-updates', '2026-11-29'),
    doubt: null,
  },
  updateCatalog: {
    url: 'https://www.catalog.update.microsoft.com/Home.aspx',
    source: docs('onboard-server'),
    doubt: null,
  },
  platformUpdate: download('https://go.microsoft.com/fwlink/?linkid=870379&arch=x64'),
  updateKB2999226: download(
    'https://download.microsoft.com/download/D/1/3/D13E3150-3BB2-4B22-9D8A-47EE2D609FFF/Windows8.1-KB2999226-x64.msu',
  ),
  updateKB3080149: download(
    'https://download.microsoft.com/download/A/3/E/A3E82C15-7762-4104-B969-6A486C49DB8D/Windows8.1-KB3080149-x64.msu',
  ),
  updateKB3045999: download(
    'https://download.microsoft.com/download/3/9/E/39EAFBBF-A801-4D79-B2B1-DAC4673AFB09/Windows8.1-KB3045999-x64.msu',
  ),
  trellixNote: {
    url: 'https://kcm.trellix.com/corporate/index?page=content&id=KB88214',
    source: docs('onboard-server'),
    doubt: null,
  },
  docsOnboardingErrors: page('troubleshoot-onboarding'),
  docsSensorEvents: page('event-error-codes'),
  docsDetectionTest: page('run-detection-test'),
  docsPassiveMode: page('microsoft-defender-antivirus-compatibility'),
  docsAddresses: page('configure-environment'),
  docsDeploymentTool: page('defender-deployment-tool-windows'),
  docsAnalyzer: page('verify-connectivity'),
};

import { mkdir, rm, writeFile, copyFile, readFile } from 'node:fs/promises';
import { root } from './paths.mjs';

const folder = `${root}capture/`;
const included = /^\. \(Join-Path \$PSScriptRoot '([^']+)'\)$/gm;

/** The script as the app sends it: what it includes from beside it stands in its place. */
async function wholeScript(/** @type {string} */ name) {
  const text = await readFile(`${root}main/operations/${name}`, 'utf8');
  const parts = await Promise.all(
    [...text.matchAll(included)].map(async ([line, file]) => [
      line,
      await readFile(`${root}main/operations/${file}`, 'utf8'),
    ]),
  );
  return parts.reduce((whole, [line = '', part = '']) => whole.split(line).join(part), text);
}

const readMe = `What this folder is
===================
Save-Capture.ps1 records how a real Windows Server answers the one reading that Gangway makes of it, so that the
tests of Gangway can be held against the truth. It changes nothing on the server and writes one file, capture.json.

How to use it
1. Copy this folder to the server.
2. Open Windows PowerShell as administrator in it and run:
   powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\\Save-Capture.ps1
3. Read capture.json. Names, domains, users, tenants, device ids and addresses are replaced, texts of events left out.
4. Hold it against what Gangway believes, on a PC with the project: npm run lab:compare capture.json
5. Send capture.json with what the comparison says. Its rows have the form of test/ground/rows.

What it reads
Windows version and edition, start times, pending restarts, disk space, signed-in users (replaced), roles, services of
Defender and the sensor, policies of Defender, the installed Defender for Endpoint product, the onboarding state, other
antivirus services, proxies, versions of four system files, recent events of the sensor and Defender (without texts),
files in Gangway's own folders, versions of loaded PowerShell modules. Questions.ps1 lists every single question.
`;

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const name of ['Save-Capture.ps1', 'Hide.ps1', 'Questions.ps1'])
  await copyFile(`${root}test/lab/capture/${name}`, `${folder}${name}`);
await writeFile(`${folder}Get-ServerState.ps1`, await wholeScript('Get-ServerState.ps1'));
await writeFile(`${folder}READ-ME.txt`, readMe.replaceAll('\n', '\r\n'));
console.log(`The capture kit is in ${folder}: copy that folder to a server and read READ-ME.txt there.`);

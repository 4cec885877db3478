/** Takes the pictures of the README from the report of `npm start -- --report`, light and dark: `npm run screenshots`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const REPORT = 'dist/report/audit.html';
const FOLDER = 'docs/images';

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' });
for (const colorScheme of ['light', 'dark'] as const) {
  const context = await browser.newContext({ offline: true, colorScheme, viewport: { width: 1200, height: 1180 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(REPORT).href);
  await page.screenshot({ path: path.join(FOLDER, `report-${colorScheme}.png`) });
  await context.close();
}
await browser.close();

import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { htmlReport } from '../../../cli/outputs/html.ts';
import { type PackedAudit, unpack } from '../../../cli/page/packed.ts';
import { anAudit, anAuditedFlow } from '../../builders/an-organization-audit.ts';

const ASSETS = { script: 'void 0;', style: 'p{margin:0}' };
const between = (text: string, start: string, end: string): string => text.split(start)[1]?.split(end)[0] ?? '';

test('a page is one document with one title', async () => {
  const html = await htmlReport(anAudit(), ASSETS);
  expect(html).toMatch(/^<!doctype html>\n<html lang="en"><head><meta charset="utf-8"\/?>/);
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html).toContain('<title>Audit of AppFlow flows, 24 November 2026, 08:00 UTC</title>');
});

test('nothing may be loaded, and only the script and the style of the page apply', async () => {
  const html = await htmlReport(anAudit(), ASSETS);
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
  expect(between(html, 'Content-Security-Policy" content="', '"')).toBe(
    `default-src 'none'; script-src 'sha256-${hash('void 0;')}'; style-src 'sha256-${hash('p{margin:0}')}'; base-uri 'none'; form-action 'none'`,
  );
  expect(html).toContain('<script>void 0;</script>');
  expect(html).toContain('<style>p{margin:0}</style>');
  expect(html).not.toMatch(/\s(?:src|srcset|style|on\w+)=|href="(?!#)|@import|url\(/);
});

test('carriage returns are what a browser makes of them', async () => {
  const html = await htmlReport(anAudit(), { ...ASSETS, script: 'a;\r\nb;\rc;' });
  expect(html).toContain('<script>a;\nb;\nc;</script>');
});

test.each(['"</script>"', '"<SCRIPT>"', '"<!--"'])('a script with %s is refused', async (script) => {
  await expect(htmlReport(anAudit(), { ...ASSETS, script })).rejects.toThrow('The script of the page contains text');
});

test('a style that ends its element is refused', async () => {
  await expect(htmlReport(anAudit(), { ...ASSETS, style: '</style>' })).rejects.toThrow('The style of the page');
});

test('the page carries the whole audit for its script', async () => {
  const audit = anAudit();
  const data = between(await htmlReport(audit, ASSETS), 'type="application/gzip;base64">', '<');
  const packed: PackedAudit = JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString());
  expect(unpack(packed)).toEqual({
    at: '2026-11-24T08:00:00Z',
    parameters: {},
    flows: audit.flows,
    keys: audit.keys,
    accountNames: { '111122223333': 'production' },
  });
});

test('text of strangers is escaped', async () => {
  const html = await htmlReport(anAudit({ flows: [anAuditedFlow({ flow: '</script><b>"\'&' })] }), ASSETS);
  expect(html).toContain("&lt;/script>&lt;b>&quot;'&amp;");
  expect(html).not.toContain('</script><b>');
});

test.each([
  [{ before: 0.5, now: 0.75, at: '2026-10-24T08:00:00Z' }, 'up 25 points from 50 % on 24 October 2026, 08:00 UTC'],
  [{ before: 0.5, now: 0.4901, at: '2026-10-24T08:00:00Z' }, 'down 1 point from 50 % on 24 October 2026, 08:00 UTC'],
  [{ before: 0.5, now: 0.5, at: '2026-10-24T08:00:00Z' }, 'unchanged at 50 % on 24 October 2026, 08:00 UTC'],
])('the trend %j is told', async (trend, words) => {
  const html = await htmlReport(anAudit(), ASSETS, { trend });
  expect(between(html, 'data-figure="trend">', '</p>').replace(/<[^>]*>/g, '')).toContain(words);
});

test('without a baseline there is no trend', async () => {
  expect(await htmlReport(anAudit(), ASSETS)).not.toContain('data-figure="trend"');
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Audit } from '../../cli/audit/audit.ts';
import { anAudit, anAuditedFlow, anAuditedKey, anAuditedReason } from '../builders/an-organization-audit.ts';
import { A_TREND, anOrganization } from './an-organization.ts';
import { type ReportBrowser, startBrowser } from './open-report.ts';

let browser: ReportBrowser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const figure = async (page: Page, name: string): Promise<string> =>
  ((await page.locator(`[data-figure="${name}"]`).textContent()) ?? '').trim();

describe('the page', () => {
  it('has one title, and asks nobody for anything', async () => {
    const { page, requests, errors } = await browser.open(anOrganization(), {}, { trend: A_TREND });
    assert.deepEqual(await page.locator('h1').allTextContents(), ['AppFlow flows and the keys that encrypt them']);
    assert.equal(await page.title(), 'Audit of AppFlow flows, 24 November 2026, 08:00 UTC');
    await page.getByRole('button', { name: 'newsletter' }).click();
    await page.getByRole('searchbox').fill('ledger');
    assert.deepEqual(requests, []);
    assert.deepEqual(errors, []);
  });

  it('says above how everything stands', async () => {
    const { page } = await browser.open(anOrganization(), {}, { trend: A_TREND });
    assert.equal(await figure(page, 'share'), '68.5 %');
    assert.equal(await figure(page, 'trend'), '▲ up 9.7 points from 58.8 % on 24 October 2026, 08:00 UTC');
    assert.equal(await figure(page, 'compliant'), '24');
    assert.equal(await figure(page, 'non-compliant'), '11');
    assert.equal(await figure(page, 'not-applicable'), '2');
    assert.equal(await figure(page, 'unjudged'), '1');
    assert.equal(
      await figure(page, 'changes'),
      'Against the baseline: 2 flows with a new reason, 4 still not clean, 5 fixed.',
    );
    assert.deepEqual(
      await page.locator('.bars li').evaluateAll((rows) => rows.map((row) => row.querySelector('code')?.textContent)),
      [
        'KEY_PENDING_DELETION',
        'NO_CMK',
        'ROTATION_OFF',
        'ROTATION_TOO_SLOW',
        'ROTATION_IMPOSSIBLE',
        'TAG_MISSING',
        'KEY_UNTAGGED',
      ],
    );
    assert.equal(await figure(page, 'keys'), '6 keys');
    assert.equal(await figure(page, 'cost'), '$8.00');
  });

  it('names everything that is missing, with its cause', async () => {
    const { page } = await browser.open(anOrganization({ interrupted: true }));
    const missing = page.getByRole('region', { name: 'This report is incomplete' });
    assert.equal(await missing.getByText('It was interrupted.').count(), 1);
    assert.deepEqual(await missing.locator('li').allTextContents(), [
      'analytics (222233334444), eu-central-1: AppFlow answered AccessDeniedException to ListFlows',
      'telemetry in 222233334444, us-east-1: KMS answered ThrottlingException to DescribeKey 8 times',
    ]);
    const notes = page.getByRole('region', { name: 'To be known' });
    assert.equal(await notes.locator('li').count(), 2);
  });

  it('says nothing of what is missing where nothing is', async () => {
    const { page } = await browser.open(anAudit());
    assert.equal(await page.getByText('incomplete').count(), 0);
    assert.equal(await page.getByText('To be known').count(), 0);
  });

  it('shows an audit of nothing', async () => {
    const { page, errors } = await browser.open(anAudit({ flows: [], keys: [], places: [] }));
    assert.equal(await figure(page, 'share'), '—');
    assert.equal(await page.getByText('No flow fits.').count(), 1);
    assert.deepEqual(errors, []);
  });

  it('has the figures of the JSON', async () => {
    const audit: Audit = JSON.parse(JSON.stringify(anOrganization()));
    const { page } = await browser.open(audit);
    const having = (code: string): number =>
      audit.flows.filter(({ reasons }) => reasons.some((reason) => reason.code === code)).length;
    const rows = page.locator('[data-reason]');
    for (const row of await rows.all()) {
      assert.equal(await row.textContent(), String(having((await row.getAttribute('data-reason')) ?? '')));
    }
    await page.getByText('The same as a table').click();
    for (const { account, region } of audit.places.filter(({ status, flows }) => status === 'read' && flows > 0)) {
      const judged = audit.flows.filter(
        (flow) => flow.account === account && flow.region === region && flow.verdict !== 'NOT_APPLICABLE',
      );
      const bad = judged.filter(({ verdict }) => verdict === 'NON_COMPLIANT').length;
      const cell = page.locator(`a[href="#account=${account}&region=${region}"]`);
      assert.equal(await cell.textContent(), `${bad} of ${judged.length}`);
      await cell.click();
      assert.equal(
        await figure(page, 'shown'),
        `${audit.flows.filter((flow) => flow.account === account && flow.region === region).length} of 37 flows`,
      );
    }
  });
});

describe('without JavaScript', () => {
  it('says the headline, draws the charts, and lists the first 200 findings, worst first', async () => {
    const findings = Array.from({ length: 250 }, (_, index) =>
      anAuditedFlow({
        flow: `bad-${index}`,
        verdict: 'NON_COMPLIANT',
        severity: index === 249 ? 'CRITICAL' : 'MEDIUM',
        reasons: [anAuditedReason()],
      }),
    );
    const flows = [anAuditedFlow({ flow: 'good' }), ...findings];
    const audit = anOrganization({ flows, keys: [anAuditedKey()] });
    const { page, errors } = await browser.open(audit, { javaScriptEnabled: false });
    assert.equal(await figure(page, 'share'), '0.3 %');
    assert.equal(await page.locator('svg:visible').count(), 4);
    const rows = page.getByRole('table', { name: 'Flows' }).locator('tbody tr');
    assert.equal(await rows.count(), 200);
    assert.match(
      (await rows.first().textContent()) ?? '',
      /^bad-249.*Critical.*ROTATION_OFF.*Turn it on with kms:EnableKeyRotation\./,
    );
    assert.equal(await page.getByText('The worst 200 of 251 flows').count(), 1);
    assert.deepEqual(errors, []);
  });

  it('says so where the browser cannot unpack the audit, and keeps the findings', async () => {
    const { page } = await browser.open(anOrganization(), { javaScriptEnabled: false });
    assert.match(await page.content(), /This browser has no DecompressionStream/);
    assert.equal(await page.getByRole('table', { name: 'Flows' }).locator('tbody tr').count(), 37);
  });
});

const HOSTILE = [
  '</script><script>globalThis.hacked = true</script>',
  '<!--<script>',
  '<img src=x onerror="globalThis.hacked = true">',
  '"><svg onload=globalThis.hacked=true>',
  "'; alert(1) //",
  '{{constructor.constructor("globalThis.hacked=true")()}}',
  '{b}|{name|text}',
  '</style><style>*{display:none}</style>',
  'javascript:globalThis.hacked=true',
  '&lt;b&gt; &amp;',
  '__proto__',
] as const;

describe('text of strangers', () => {
  it('injects nothing, wherever it stands', async () => {
    const flows = HOSTILE.map((text) =>
      anAuditedFlow({
        flow: text,
        account: text,
        region: text,
        verdict: 'NON_COMPLIANT',
        annotation: text,
        severity: 'MEDIUM',
        tags: { [text]: text, Owner: text },
        reasons: [
          anAuditedReason('ROTATION_OFF', {
            problem: text,
            remedy: text,
            muted: { until: '2026-12-31', because: text },
          }),
        ],
        key: { arn: `arn:${text}`, state: text },
      }),
    );
    const hostile = anAudit({
      complete: false,
      flows,
      version: HOSTILE[0],
      rule: { name: HOSTILE[0], arn: HOSTILE[1] },
      parameters: { [HOSTILE[0]]: HOSTILE[2] },
      places: HOSTILE.map((text) => ({
        account: text,
        accountName: text,
        region: text,
        status: 'unreadable',
        flows: 1,
        because: text,
      })),
      keys: HOSTILE.map((text) =>
        anAuditedKey({
          arn: `arn:${text}`,
          id: text,
          state: text,
          spec: text,
          aliases: [text],
          tags: { [text]: text, Owner: text },
          users: [text],
          createdAt: text,
        }),
      ),
      unjudged: HOSTILE.map((text) => ({ account: text, region: text, flow: text, because: text })),
      notes: HOSTILE,
    });
    const { page, requests, errors } = await browser.open(hostile);
    const names = await page.locator('.data-table-flows tr.line bdi.name').allTextContents();
    assert.deepEqual(new Set(names), new Set(HOSTILE));
    for (const index of HOSTILE.keys()) {
      await page.locator(`.data-table-flows [data-row="${index}"]`).click();
      await page.locator(`.data-table-keys [data-row="${index}"]`).click();
    }
    assert.equal(await page.evaluate(() => 'hacked' in globalThis), false);
    assert.equal(
      await page.evaluate(() => document.querySelectorAll('img, iframe, svg[onload], body script').length),
      2,
    );
    assert.equal(await page.locator('.command').count(), 0);
    assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
    assert.deepEqual(requests, []);
    assert.deepEqual(errors, []);
    for (const text of HOSTILE) {
      await page.getByRole('searchbox').fill(text);
      assert.ok(Number.parseInt(await figure(page, 'shown'), 10) >= 1, text);
    }
  });

  it('shows control and format characters as U+FFFD', async () => {
    const flows = [anAuditedFlow({ flow: 'a\u202Eb\u0007c\nd', tags: { 'O\u200Bwner': 'x\u2066y' } })];
    const { page } = await browser.open(anAudit({ flows }));
    const name = page.locator('.data-table-flows bdi.name');
    assert.equal(await name.textContent(), 'a\uFFFDb\uFFFDc\uFFFDd');
    await name.click();
    assert.equal(
      await page.locator('.data-table-flows .detail .tags li').first().textContent(),
      'O\uFFFDwner = x\uFFFDy',
    );
  });

  it('runs no script but its own, even one that got into the page', async () => {
    const { page, errors } = await browser.open(anOrganization());
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.hacked = true';
      document.body.append(script);
      document.body.setAttribute('onclick', 'globalThis.hacked = true');
      document.body.click();
    });
    assert.equal(await page.evaluate(() => 'hacked' in globalThis), false);
    assert.match(errors.join('\n'), /Content Security Policy/);
  });
});

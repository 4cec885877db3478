import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { anAuditedFlow } from '../builders/an-organization-audit.ts';
import { anOrganization } from './an-organization.ts';
import { type ReportBrowser, startBrowser } from './open-report.ts';

let browser: ReportBrowser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const flowsIn = (page: Page) => page.getByRole('table', { name: 'Flows' });
const namesIn = (page: Page): Promise<string[]> => flowsIn(page).locator('tr.line bdi.name').allTextContents();
const shownIn = (page: Page): Promise<string | null> => page.locator('[data-figure="shown"]').textContent();
const hashOf = async (page: Page): Promise<string> => {
  // The address follows a moment after the last letter.
  await page.waitForTimeout(300);
  return new URL(page.url()).hash;
};

describe('searching and filtering', () => {
  it('shows every flow at first, the worst first', async () => {
    const { page } = await browser.open(anOrganization());
    assert.equal(await shownIn(page), '37 flows');
    assert.deepEqual((await namesIn(page)).slice(0, 4), ['newsletter', 'webinar', 'partner-feed', 'accounts']);
    assert.equal(await flowsIn(page).getAttribute('aria-rowcount'), '38');
  });

  it('finds every word of a search, whatever its case, in names, accounts, reasons and tags', async () => {
    const { page } = await browser.open(anOrganization());
    await page.getByRole('searchbox', { name: 'Search' }).fill('ANALYTICS rotation_too');
    assert.deepEqual(await namesIn(page), ['dunning', 'ledger', 'payouts']);
    assert.equal(await shownIn(page), '3 of 37 flows');
    assert.equal(await hashOf(page), '#q=ANALYTICS+rotation_too');
  });

  it('filters by every facet, counts what each value would leave, and takes a filter away again', async () => {
    const { page } = await browser.open(anOrganization());
    const choose = async (facet: string, value: RegExp): Promise<void> => {
      const button = page.locator('.facet').getByRole('button', { name: facet });
      if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
      await page.getByRole('checkbox', { name: value }).check();
    };
    await choose('Verdict', /^Not compliant/);
    assert.equal(await shownIn(page), '11 of 37 flows');
    await choose('Account', /^analytics/);
    await choose('Account', /^marketing/);
    assert.equal(await shownIn(page), '6 of 37 flows');
    await page.locator('.facet').getByRole('button', { name: 'Reason' }).click();
    assert.deepEqual(await page.locator('.facet fieldset label').allTextContents(), [
      'KEY_PENDING_DELETION2',
      'KEY_UNTAGGED2',
      'NO_CMK1',
      'ROTATION_TOO_SLOW3',
      'TAG_MISSING3',
    ]);
    await page.getByRole('checkbox', { name: 'NO_CMK' }).check();
    await choose('Severity', /^High/);
    await choose('Region', /^eu-west-1/);
    await choose('Owner tag', /^Without owner/);
    await choose('Change', /^Nothing to tell/);
    await choose('Muted', /^Not muted/);
    assert.deepEqual(await namesIn(page), ['partner-feed']);
    assert.equal(
      await hashOf(page),
      '#verdict=NON_COMPLIANT&reason=NO_CMK&severity=HIGH&account=222233334444&account=333344445555&region=eu-west-1&owner=&change=&muted=not',
    );
    await page.getByRole('button', { name: 'Remove filter Reason: NO_CMK' }).click();
    await page.getByRole('button', { name: 'Clear all' }).click();
    assert.equal(await shownIn(page), '37 flows');
    assert.equal(await hashOf(page), '');
  });

  it('says so where nothing fits', async () => {
    const { page } = await browser.open(anOrganization());
    await page.getByRole('searchbox').fill('nowhere');
    assert.equal(await shownIn(page), '0 of 37 flows');
    assert.equal(await page.getByText('No flow fits.').count(), 1);
  });
});

describe('the address', () => {
  it('opens the view that it names', async () => {
    const { page } = await browser.open(
      anOrganization(),
      {},
      {},
      '#region=us-east-1&reason=TAG_MISSING&q=pay&sort=-flow',
    );
    assert.deepEqual(await namesIn(page), ['payouts']);
    assert.equal(await page.getByRole('searchbox').inputValue(), 'pay');
    assert.equal(
      await page.getByRole('columnheader', { name: 'Flow', exact: true }).getAttribute('aria-sort'),
      'descending',
    );
  });

  it('is followed when it changes, by hand or by a link of the page', async () => {
    const { page } = await browser.open(anOrganization());
    await page.evaluate(() => {
      location.hash = '#severity=CRITICAL';
    });
    await page.getByText('2 of 37 flows').waitFor();
    await page.locator('[data-reason="ROTATION_OFF"]').click();
    await page.getByText('4 of 37 flows').waitFor();
    assert.equal(new URL(page.url()).hash, '#reason=ROTATION_OFF');
  });

  it('may name a place of the page, and leaves the view as it is', async () => {
    const { page } = await browser.open(anOrganization(), {}, {}, '#muted=muted');
    await page.evaluate(() => {
      location.hash = '#keys';
    });
    await page.waitForTimeout(100);
    assert.deepEqual(await namesIn(page), ['vendor-export']);
  });

  it('ignores what it does not know', async () => {
    const { page, errors } = await browser.open(anOrganization(), {}, {}, '#sort=__proto__&colour=red&verdict=%zz');
    assert.equal(await shownIn(page), '0 of 37 flows');
    assert.deepEqual(errors, []);
  });
});

describe('sorting', () => {
  it('sorts by a column, turns round at the second click, and says how', async () => {
    const { page } = await browser.open(anOrganization());
    const header = page.getByRole('columnheader', { name: 'Flow', exact: true });
    await header.getByRole('button').click();
    assert.equal(await header.getAttribute('aria-sort'), 'ascending');
    assert.deepEqual((await namesIn(page)).slice(0, 3), ['accounts', 'ads', 'audiences']);
    await header.getByRole('button').click();
    assert.equal(await header.getAttribute('aria-sort'), 'descending');
    assert.deepEqual((await namesIn(page)).slice(0, 3), ['webinar', 'vendor-export', 'usage']);
    assert.equal(await hashOf(page), '#sort=-flow');
  });

  it('sorts flows of many with their numbers in order', async () => {
    const flows = [10, 9, 1].map((number) => anAuditedFlow({ flow: `flow-${number}` }));
    const { page } = await browser.open(anOrganization({ flows }), {}, {}, '#sort=flow');
    assert.deepEqual(await namesIn(page), ['flow-1', 'flow-9', 'flow-10']);
  });
});

describe('a row', () => {
  it('opens to all reasons, what to do, the command, the flow and its key', async () => {
    const { page } = await browser.open(anOrganization(), {}, {}, '#q=ledger');
    const button = page.getByRole('button', { name: 'ledger' });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await button.click();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    const detail = flowsIn(page).locator('tr.detail');
    const text = ((await detail.textContent()) ?? '').replace(/\s+/g, ' ');
    for (const part of [
      'Key cccccccc-4e5f-4a6b-8c7d-9e0f1a2b3c4d rotates every 730 days, at most 365 days are allowed.',
      'Tags Owner, DataClass are missing.',
      'Shorten the period with kms:EnableKeyRotation and RotationPeriodInDays.',
      "aws kms enable-key-rotation --key-id 'arn:aws:kms:us-east-1:222233334444:key/cccccccc-4e5f-4a6b-8c7d-9e0f1a2b3c4d' --region 'us-east-1' --rotation-period-in-days 365",
      "--tags 'TagKey=Owner,TagValue=VALUE' 'TagKey=DataClass,TagValue=VALUE'",
      'alias/billing',
      'Enabled',
      'every 730 days',
      'team = finance',
      'arn:aws:iam::222233334444:role/auditor',
      '2 March 2025, 20 months ago',
      '$2.00 a month',
    ]) {
      assert.ok(text.includes(part), `${part} is not in: ${text}`);
    }
  });

  it('says until when and why it is muted', async () => {
    const { page } = await browser.open(anOrganization(), {}, {}, '#q=vendor-export');
    await page.getByRole('button', { name: 'vendor-export' }).click();
    const text = (await flowsIn(page).locator('tr.detail').textContent()) ?? '';
    assert.match(text, /Muted until 31 December 2026: the vendor migrates its connector in December/);
  });

  it('copies the command', async () => {
    const { page } = await browser.open(
      anOrganization(),
      { permissions: ['clipboard-read', 'clipboard-write'] },
      {},
      '#q=leads',
    );
    await page.getByRole('button', { name: 'leads' }).click();
    await page.getByRole('button', { name: 'Copy the command for ROTATION_OFF' }).click();
    await page.getByText('Copied').waitFor();
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      "aws kms enable-key-rotation --key-id 'arn:aws:kms:eu-west-1:111122223333:key/bbbbbbbb-4e5f-4a6b-8c7d-9e0f1a2b3c4d' --region 'eu-west-1' --rotation-period-in-days 365",
    );
  });
});

describe('the keyboard alone', () => {
  it('searches, filters, walks to a row, opens it and copies', async () => {
    const { page } = await browser.open(anOrganization());
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? '';
      });
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('Tab');
    assert.equal(await focused(), 'Skip to the flows');
    await press('Enter', 'Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'search');
    await page.keyboard.type('rotation');
    await press('Tab');
    assert.equal(await focused(), 'Verdict');
    await press('Enter', 'Tab', 'Space', 'Escape');
    assert.equal(await shownIn(page), '8 of 37 flows');
    assert.match(await focused(), /^Verdict1/);
    // Past seven facets, the chip, "Clear all" and eight columns to the rows, which are one stop.
    for (let step = 0; step < 7 + 1 + 1 + 8 + 1; step += 1) await press('Tab');
    assert.equal(await focused(), 'accounts');
    await press('ArrowDown', 'ArrowDown');
    assert.equal(await focused(), 'dunning');
    await press('End');
    assert.equal(await focused(), 'vendor-export');
    await press('Home', 'Enter', 'Tab');
    assert.equal(await focused(), 'Copy the command for ROTATION_OFF');
  });

  it('walks through rows that were not in the document', async () => {
    const flows = Array.from({ length: 2_000 }, (_, index) => anAuditedFlow({ flow: `flow-${index}` }));
    const { page } = await browser.open(anOrganization({ flows }));
    assert.equal((await namesIn(page)).length < 100, true);
    await page.getByRole('button', { name: 'flow-0', exact: true }).focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.textContent === 'flow-1999');
    await page.keyboard.press('PageUp');
    await page.waitForFunction(() => document.activeElement?.textContent === 'flow-1989');
    assert.equal(await page.getByRole('row', { name: 'flow-1989' }).getAttribute('aria-rowindex'), '1991');
  });
});

describe('paper', () => {
  it('shows the flows as filtered with all their reasons, and the screen afterwards as before', async () => {
    const { page } = await browser.open(anOrganization(), {}, {}, '#account=222233334444&verdict=NON_COMPLIANT');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await page.locator('[data-figure="printed"]').textContent(), '3 of 37 flows, as filtered.');
    const text = (await flowsIn(page).textContent()) ?? '';
    assert.match(text, /Tags Owner, DataClass are missing\. Add the tag with kms:TagResource\./);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await shownIn(page), '3 of 37 flows');
  });

  it('shows 300 flows and says how many more there are', async () => {
    const flows = Array.from({ length: 1_234 }, (_, index) => anAuditedFlow({ flow: `flow-${index}` }));
    const { page } = await browser.open(anOrganization({ flows }));
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await flowsIn(page).locator('tbody tr').count(), 300);
    assert.equal(
      await page.locator('[data-figure="printed"]').textContent(),
      '1,234 flows; the first 300 are printed, 934 more are not.',
    );
  });

  it('is white, has no controls, and prints', async () => {
    const { page } = await browser.open(anOrganization(), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.controls').isVisible(), false);
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--surface').trim()),
      '#ffffff',
    );
    assert.equal((await page.pdf({ format: 'A4' })).subarray(0, 5).toString(), '%PDF-');
  });
});

describe('the keys', () => {
  it('stand in a table of their own, which sorts and leads to the flows of a key', async () => {
    const { page } = await browser.open(anOrganization());
    const keys = page.getByRole('table', { name: 'Keys', exact: true });
    const names = () => keys.locator('tr.line bdi.name').allTextContents();
    assert.deepEqual(await names(), ['lake', 'campaign', 'imported', 'crm', 'billing', 'dddddddd']);
    await keys.getByRole('columnheader', { name: 'Key' }).getByRole('button').click();
    assert.deepEqual(await names(), ['billing', 'campaign', 'crm', 'dddddddd', 'imported', 'lake']);
    await keys.getByRole('button', { name: 'crm' }).click();
    await keys.getByRole('link', { name: 'Show its 4 flows' }).click();
    await page.getByText('4 of 37 flows').waitFor();
    assert.deepEqual(await namesIn(page), ['accounts', 'contacts', 'leads', 'opportunities']);
  });
});

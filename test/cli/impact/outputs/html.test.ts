import { createHash } from 'node:crypto';
import { toHtml } from '../../../../cli/impact/outputs/html.ts';
import { aHostileImpact, HOSTILE } from '../../../builders/a-hostile-impact.ts';
import { anAffectedThing, anImpact } from '../../../builders/an-impact.ts';

describe('the impact as a page', () => {
  const html = toHtml(anImpact({ profiles: [anAffectedThing()], notes: ['The key is Disabled already.'] }));

  it('is a whole document with one headline', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en"><head><meta charset="utf-8"/);
    expect(html.match(/<h1>[^<]*<\/h1>/g)).toEqual([
      '<h1>If key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is disabled: CRITICAL</h1>',
    ]);
  });

  it('has the picture, and each table that says something', () => {
    expect(html.match(/<svg /g)).toHaveLength(1);
    expect([...html.matchAll(/<table aria-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
      'The key',
      'Flows',
      'Connector profiles',
    ]);
    expect([...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, title]) => title)).toEqual([
      'The key',
      'Flows',
      'Connector profiles',
      'Notes',
      'What this cannot see',
    ]);
    expect(html).toContain('<th scope="row" class="bad">CRITICAL</th><td>orders-to-lake</td><td>111122223333</td>');
    expect(html).toContain('<li>The key is Disabled already.</li>');
    expect(html).toContain('<li>Other services that use the key are not read.</li>');
  });

  it('admits its own style by its hash, and nothing else', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`.replaceAll(
        '&#39;',
        "'",
      ),
    );
    expect(html.match(/ style="/g)).toBeNull();
  });

  it('asks nothing of anywhere', () => {
    expect(html).not.toMatch(/<(?:script|link|img|iframe|object|a)\b/);
    expect(html).not.toMatch(/ (?:src|href)=|url\(/);
  });
});

it('shows hostile names as text', () => {
  const html = toHtml(aHostileImpact());
  expect(HOSTILE).toContain('<script>');
  expect(html).not.toMatch(/<(?:script|img)\b/);
  expect(html).not.toContain('</title></desc>');
  expect(html).not.toMatch(/[^\P{C}\n]/u);
  expect(html).toContain('&lt;script>alert(1)&lt;/script>');
  expect(html.match(/<h1>/g)).toHaveLength(1);
});

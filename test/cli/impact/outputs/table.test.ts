import { toTable } from '../../../../cli/impact/outputs/table.ts';
import { aHostileImpact } from '../../../builders/a-hostile-impact.ts';
import { anAffectedFlow, anAffectedThing, anImpact } from '../../../builders/an-impact.ts';

describe('the impact as a table', () => {
  it('begins with the answer and ends with the count', () => {
    const lines = toTable(anImpact()).split('\n');
    expect(lines.slice(0, 9)).toEqual([
      'If key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is disabled: CRITICAL',
      '  a flow that hangs on the key runs within 24 hours (orders-to-lake)',
      '',
      'Key:         arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      'State:       Enabled',
      'Aliases:     alias/lake',
      'Kind:        single-Region',
      'Last use:    2026-11-24 06:30 UTC, GenerateDataKey',
      '',
    ]);
    expect(lines.slice(-5)).toEqual([
      'What this cannot see',
      '- Other services that use the key are not read.',
      '',
      '1 flow, 0 connector profiles, 0 buckets hang on the key in 1 place that was read; complete.',
      '',
    ]);
  });

  it('shows a flow in one row', () => {
    const row = toTable(anImpact())
      .split('\n')
      .find((line) => line.startsWith('│ CRITICAL'));
    expect(row?.split('│').map((text) => text.trim())).toEqual([
      '',
      'CRITICAL',
      '111122223333',
      'eu-west-1',
      'orders-to-lake',
      '2026-11-25 06:30 UTC',
      '2026-11-24 06:30 UTC, Successful',
      'Active',
      'its key',
      'its runs fail until the key is',
      '',
    ]);
  });

  it('shows sections only where there is something', () => {
    const empty = toTable(anImpact({ flows: [] }));
    const full = toTable(
      anImpact({
        profiles: [anAffectedThing()],
        buckets: [anAffectedThing({ name: 'company-lake', flows: [] })],
        unread: [
          { account: '111122223333', region: 'eu-west-1', what: 'flow', name: 'x', because: 'denied', flows: [] },
        ],
        places: [
          { account: '444455556666', region: 'eu-west-1', status: 'unreadable', flows: 0, because: 'no role there' },
        ],
        notes: ['The key is Disabled already.'],
      }),
    );
    for (const title of [
      'Flows',
      'Connector profiles',
      'Buckets',
      'May hang on it, but could not be read',
      'Places that were not read',
      'Notes',
    ]) {
      expect(empty.split('\n')).not.toContain(title);
      expect(full.split('\n')).toContain(title);
    }
    expect(full).toContain('- account 444455556666 in eu-west-1 is unreadable: no role there\n');
    expect(full).toContain('│ flow x │ denied  │');
  });

  it('cuts nothing of a long name', () => {
    const name = `a-${'long-'.repeat(50)}name`;
    const table = toTable(anImpact({ flows: [anAffectedFlow({ flow: name })] }));
    const column = table
      .split('\n')
      .filter((line) => line.startsWith('│'))
      .slice(1)
      .map((line) => line.split('│')[4]?.trim())
      .join('');
    expect(column).toBe(name);
    expect(table).not.toContain('…');
  });

  it('lets no name write a line, or speak to the terminal', () => {
    const table = toTable(aHostileImpact());
    expect(table).not.toMatch(/[^\P{C}\n]/u);
    expect(table.split('\n').filter((line) => line.startsWith('click key'))).toEqual([]);
  });
});

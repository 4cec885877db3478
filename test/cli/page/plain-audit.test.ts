import { plainAudit } from '../../../cli/page/plain-audit.ts';
import { anAudit, anAuditedFlow } from '../../builders/an-organization-audit.ts';

test('control and format characters become U+FFFD, in names of tags as in every other text', () => {
  const hostile = anAudit({
    notes: ['a\u202Eb'],
    flows: [anAuditedFlow({ flow: 'a\nb', tags: { 'O\u200Bwner': 'x\u2066y' } })],
  });
  const { notes, flows } = plainAudit(hostile);
  expect(notes).toEqual(['a\uFFFDb']);
  expect(flows[0]?.flow).toBe('a\uFFFDb');
  expect(flows[0]?.tags).toEqual({ 'O\uFFFDwner': 'x\uFFFDy' });
});

test('everything else stays', () => {
  expect(plainAudit(anAudit())).toEqual(anAudit());
});

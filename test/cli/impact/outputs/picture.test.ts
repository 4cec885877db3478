import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { toPicture } from '../../../../cli/impact/outputs/picture.ts';
import { aHostileImpact } from '../../../builders/a-hostile-impact.ts';
import { anAffectedFlow, anAffectedThing, anImpact } from '../../../builders/an-impact.ts';

const labelsIn = (svg: string): readonly string[] => {
  const parser = new XMLParser({ isArray: (name) => name === 'text', htmlEntities: true });
  return parser.parse(svg).svg.text.map(String);
};

describe('the impact as a picture', () => {
  it('shows the key, what is under it, and the flows that need that', () => {
    const impact = anImpact({
      flows: [
        anAffectedFlow(),
        anAffectedFlow({
          flow: 'leads',
          tier: 'MEDIUM',
          nextRun: { kind: 'when-started' },
          ties: [
            { by: 'connector profile', name: 'crm-prod' },
            { by: 'bucket', name: 'lake', role: 'source' },
          ],
        }),
      ],
      profiles: [anAffectedThing()],
      buckets: [anAffectedThing({ name: 'lake' }), anAffectedThing({ name: 'lake', region: 'us-east-1' })],
      unread: [{ account: '111122223333', region: 'eu-west-1', what: 'flow', name: 'x', because: 'denied', flows: [] }],
    });
    expect(labelsIn(toPicture(impact))).toEqual([
      'the key',
      'by their key',
      'CRITICAL orders-to-lake: 2026-11-25 06:30 UTC',
      'by a profile',
      'crm-prod',
      'MEDIUM leads: when somebody starts it',
      'by a bucket',
      'lake',
      'MEDIUM leads: when somebody starts it',
      'lake',
      'not read: may hang',
      'flow x',
    ]);
  });

  it('says so where nothing hangs on the key', () => {
    expect(labelsIn(toPicture(anImpact({ flows: [] })))).toEqual(['the key', 'nothing hangs on it']);
  });

  it('has a title and a description for those who do not see it', () => {
    const svg = toPicture(anImpact());
    expect(svg).toMatch(
      /^<svg [^>]*role="img" aria-labelledby="impact-picture-title impact-picture-text"><title id="impact-picture-title">What hangs on the key<\/title><desc id="impact-picture-text">/,
    );
    expect(svg).toContain(
      '>If key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is disabled: CRITICAL. 1 flow, 0 connector profiles, 0 buckets hang on the key in 1 place that was read; complete.</desc>',
    );
  });

  it('leaves thousands of flows to the table', () => {
    const flows = Array.from({ length: 3000 }, (_, index) => anAffectedFlow({ flow: `flow-${index}` }));
    const labels = labelsIn(toPicture(anImpact({ flows })));
    expect(labels).toHaveLength(43);
    expect(labels.at(-1)).toBe('and 2960 more: see the table');
  });

  it('is well-formed and has no style and no script, whatever the names', () => {
    for (const svg of [toPicture(anImpact()), toPicture(aHostileImpact())]) {
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).not.toMatch(/<(?:style|script|img|image|a|foreignObject)\b/);
      expect(svg).not.toMatch(/ (?:style|on\w+|href|class)="/);
      expect(svg).not.toMatch(/[^\P{C}\n]/u);
    }
  });

  it('takes the colour of its text from the page', () => {
    expect(toPicture(anImpact())).toContain('fill="currentColor">the key</text>');
  });
});

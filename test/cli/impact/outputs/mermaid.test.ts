import { toMermaid } from '../../../../cli/impact/outputs/mermaid.ts';
import { aHostileImpact } from '../../../builders/a-hostile-impact.ts';
import { anAffectedFlow, anAffectedThing, anImpact } from '../../../builders/an-impact.ts';

describe('the impact as a flowchart', () => {
  it('leads from the key to its flows, by profiles and buckets', () => {
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
            { by: 'bucket', name: 'lake', role: 'destination' },
          ],
        }),
      ],
      profiles: [anAffectedThing()],
      buckets: [anAffectedThing({ name: 'lake', region: 'us-east-1' }), anAffectedThing({ name: 'lake' })],
      unread: [{ account: '111122223333', region: 'eu-west-1', what: 'flow', name: 'x', because: 'denied', flows: [] }],
    });
    expect(toMermaid(impact).split('\n').slice(0, 12)).toEqual([
      'flowchart LR',
      '  key["If key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is disabled: CRITICAL"]',
      '  key --> thing0[("connector profile crm-prod<br/>111122223333 eu-west-1")]',
      '  key --> thing1[("bucket lake<br/>111122223333 us-east-1")]',
      '  key --> thing2[("bucket lake<br/>111122223333 eu-west-1")]',
      '  flow0["flow orders-to-lake<br/>111122223333 eu-west-1<br/>CRITICAL, runs 2026-11-25 06:30 UTC"]:::critical',
      '  key --> flow0',
      '  flow1["flow leads<br/>111122223333 eu-west-1<br/>MEDIUM, runs when somebody starts it"]:::medium',
      '  thing0 --> flow1',
      '  thing2 --> flow1',
      '  key -. may .-> unread0["flow x<br/>111122223333 eu-west-1<br/>not read, denied"]',
      '  classDef critical fill:#f6a5a5,stroke:#8b1a1a,color:#000',
    ]);
  });

  it('writes what is not harmless as its number', () => {
    const impact = anImpact({ flows: [anAffectedFlow({ flow: 'a"]; click key "x" <b>#quot;`é`', ties: [] })] });
    expect(toMermaid(impact)).toContain(
      'flow0["flow a#34;#93;#59; click key #34;x#34; #60;b#62;#35;quot#59;#96;é#96;<br/>',
    );
  });

  it('has lines of its own only, whatever the names', () => {
    for (const line of toMermaid(aHostileImpact()).trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(?:flowchart LR| {2}(?:key|flow\d+)\["[^"[\]]*"\](?::::high)?| {2}key --> thing\d+\[\("[^"[\]()]*"\)\]| {2}(?:key|thing\d+) --> flow\d+| {2}key -\. may \.-> unread\d+\["[^"[\]]*"\]| {2}classDef [\w #:,]+)$/,
      );
    }
  });
});

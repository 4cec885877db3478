import { changeFigures, heatMap, reasonFigures, verdictFigures } from '../../../cli/page/figures.ts';
import { anAudit, anAuditedFlow, anAuditedReason } from '../../builders/an-organization-audit.ts';

const muted = { until: '2026-12-31', because: 'the vendor migrates' };
const bad = anAuditedFlow({ verdict: 'NON_COMPLIANT', reasons: [anAuditedReason()] });

describe('verdicts', () => {
  test('the share is of flows that are compliant or not', () => {
    const flows = [
      anAuditedFlow(),
      anAuditedFlow(),
      bad,
      { ...bad, muted },
      anAuditedFlow({ verdict: 'NOT_APPLICABLE' }),
    ];
    const unjudged = [{ account: '1', region: 'r', flow: 'f', because: 'b' }];
    expect(verdictFigures(anAudit({ flows, unjudged }))).toEqual({
      compliant: 2,
      nonCompliant: 2,
      muted: 1,
      notApplicable: 1,
      unjudged: 1,
      share: 0.5,
    });
  });

  test('where no flow was judged there is no share', () => {
    expect(verdictFigures(anAudit({ flows: [] }))).not.toHaveProperty('share');
  });
});

describe('changes', () => {
  test('are counted by flow', () => {
    const flows = [
      anAuditedFlow({ change: 'new' }),
      anAuditedFlow({ change: 'still' }),
      anAuditedFlow({ change: 'still' }),
      anAuditedFlow(),
    ];
    expect(changeFigures(flows)).toEqual({ new: 1, still: 2, fixed: 0 });
  });

  test('are not told without a baseline', () => {
    expect(changeFigures([anAuditedFlow()])).toBeUndefined();
  });
});

describe('reasons', () => {
  test('the most severe comes first, among those the most frequent', () => {
    const having = (...codes: readonly Parameters<typeof anAuditedReason>[0][]) =>
      anAuditedFlow({ reasons: codes.map((code) => anAuditedReason(code)) });
    const figures = reasonFigures([
      having('TAG_MISSING', 'ROTATION_OFF'),
      having('TAG_MISSING', 'ROTATION_IMPOSSIBLE'),
      having('TAG_MISSING', 'ROTATION_IMPOSSIBLE'),
      having('KEY_POLICY_OPEN'),
    ]);
    expect(figures.map(({ code, flows }) => [code, flows])).toEqual([
      ['KEY_POLICY_OPEN', 1],
      ['ROTATION_IMPOSSIBLE', 2],
      ['ROTATION_OFF', 1],
      ['TAG_MISSING', 3],
    ]);
  });

  test('a flow that has one twice counts once', () => {
    const reasons = [anAuditedReason('BUCKET_WITHOUT_CMK'), anAuditedReason('BUCKET_WITHOUT_CMK')];
    expect(reasonFigures([anAuditedFlow({ reasons })])).toMatchObject([{ code: 'BUCKET_WITHOUT_CMK', flows: 1 }]);
  });

  test('it is told in how many flows one is muted', () => {
    const flows = [bad, anAuditedFlow({ reasons: [anAuditedReason('ROTATION_OFF', { muted })] })];
    expect(reasonFigures(flows)).toMatchObject([{ flows: 2, muted: 1 }]);
  });
});

describe('the heat map', () => {
  const place = (account: string, region: string, status: 'read' | 'unreadable' | 'skipped' = 'read') => ({
    account,
    region,
    status,
    flows: 0,
  });

  test('a place counts its flows that are compliant or not', () => {
    const flows = [
      anAuditedFlow(),
      bad,
      anAuditedFlow({ verdict: 'NOT_APPLICABLE' }),
      anAuditedFlow({ region: 'us-east-1' }),
    ];
    const places = [place('111122223333', 'us-east-1'), place('111122223333', 'eu-west-1')];
    expect(heatMap(anAudit({ flows, places }))).toEqual({
      regions: ['eu-west-1', 'us-east-1'],
      accounts: [
        {
          account: '111122223333',
          places: [
            { region: 'eu-west-1', status: 'read', judged: 2, nonCompliant: 1 },
            { region: 'us-east-1', status: 'read', judged: 1, nonCompliant: 0 },
          ],
          nonCompliant: 1,
          unreadable: 0,
        },
      ],
    });
  });

  test('what could not be read comes first, then the account with most flows that are not compliant', () => {
    const places = [place('1', 'a'), place('2', 'a'), place('3', 'a'), place('3', 'b', 'unreadable')];
    const flows = [anAuditedFlow({ account: '2', region: 'a', verdict: 'NON_COMPLIANT' })];
    expect(heatMap(anAudit({ flows, places })).accounts.map(({ account }) => account)).toEqual(['3', '2', '1']);
  });

  test('an account without a word on a Region has no status there', () => {
    const { accounts } = heatMap(anAudit({ places: [place('1', 'a'), place('2', 'b')], flows: [] }));
    expect(accounts[0]?.places).toEqual([
      { region: 'a', status: 'read', judged: 0, nonCompliant: 0 },
      { region: 'b', judged: 0, nonCompliant: 0 },
    ]);
  });
});

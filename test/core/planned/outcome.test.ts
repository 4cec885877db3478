import { given, refused } from '../../../lambda/core/model/answer.ts';
import { NOTHING_ASKED } from '../../../lambda/core/model/key.ts';
import { demandsOnWhatIsKnown } from '../../../lambda/core/planned/demands-on-what-is-known.ts';
import { seenNow } from '../../../lambda/core/planned/not-there-yet.ts';
import { outcomeOf, outcomeWithoutKey } from '../../../lambda/core/planned/outcome.ts';
import type { PlannedFlow } from '../../../lambda/core/planned/planned-flow.ts';
import type { Verdict } from '../../../lambda/core/verdict.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { parameters } from '../../builders/parameters.ts';

const unknown = (what: string) => ({ what, because: 'it is not resolved yet' });
const TAG = unknown('the flow\'s tag "Class"');
const ANY_TAG = unknown('the tags of the flow');
const NAME = unknown('the name of the flow');
const PROFILE = unknown('the connector profile of the source');
const BUCKET = unknown('a bucket of the flow (destination)');

const aPlannedFlow = (overrides: Partial<PlannedFlow> = {}): PlannedFlow => ({
  flow: aFlow(),
  name: undefined,
  key: undefined,
  tags: new Map(),
  anyTag: undefined,
  connectorProfiles: [],
  buckets: [],
  ...overrides,
});

describe('of a flow that is known as a whole', () => {
  it('everything is demanded', () => {
    const all = parameters({
      flowTagFilter: 'Owner',
      exemptionTag: 'Until',
      matchingTags: 'Class',
      maxFlowsPerKey: '3',
    });
    expect(demandsOnWhatIsKnown(aPlannedFlow(), all)).toEqual({ parameters: all, scope: [], rest: [] });
  });
});

describe('of a tag that is not known', () => {
  const planned = aPlannedFlow({ tags: new Map([['Class', TAG]]) });

  it('no match is demanded', () => {
    const demands = demandsOnWhatIsKnown(planned, parameters({ matchingTags: 'Class,Owner' }));
    expect(demands).toEqual({ parameters: parameters({ matchingTags: 'Owner' }), scope: [], rest: [TAG] });
  });

  it('no filter is asked, though its others are', () => {
    const demands = demandsOnWhatIsKnown(planned, parameters({ flowTagFilter: 'Class=PII,Owner' }));
    expect(demands).toEqual({ parameters: parameters({ flowTagFilter: 'Owner' }), scope: [TAG], rest: [] });
  });

  it('no exemption is read', () => {
    const demands = demandsOnWhatIsKnown(planned, parameters({ exemptionTag: 'Class' }));
    expect(demands).toEqual({ parameters: parameters(), scope: [TAG], rest: [] });
  });

  it('nothing is told where nobody asks for it', () => {
    expect(demandsOnWhatIsKnown(planned, parameters())).toEqual({ parameters: parameters(), scope: [], rest: [] });
  });
});

it('of a flow that may carry any tag, those that are known count', () => {
  const planned = aPlannedFlow({ anyTag: ANY_TAG });
  const demands = demandsOnWhatIsKnown(planned, parameters({ matchingTags: 'Owner,Class,Team' }));
  expect(demands).toEqual({ parameters: parameters({ matchingTags: 'Owner' }), scope: [], rest: [ANY_TAG] });
});

it('a flow without a name is not counted', () => {
  const planned = aPlannedFlow({ name: NAME });
  expect(demandsOnWhatIsKnown(planned, parameters({ maxFlowsPerKey: '2' }))).toEqual({
    parameters: parameters(),
    scope: [],
    rest: [NAME],
  });
  expect(demandsOnWhatIsKnown(planned, parameters()).rest).toEqual([]);
});

it('profiles and buckets that are not known are told where they are checked', () => {
  const planned = aPlannedFlow({ connectorProfiles: [PROFILE], buckets: [BUCKET] });
  expect(demandsOnWhatIsKnown(planned, parameters()).rest).toEqual([]);
  expect(
    demandsOnWhatIsKnown(planned, parameters({ checkConnectorProfiles: 'true', checkBuckets: 'true' })).rest,
  ).toEqual([PROFILE, BUCKET]);
});

describe('what is not there', () => {
  const flow = aFlow({
    connectorProfiles: ['crm', 'erp'],
    buckets: [
      { name: 'lake', role: 'destination' },
      { name: 'lake', role: 'error handling' },
      { name: 'stage', role: 'intermediate' },
    ],
  });
  const LATER = 'a flow that refers to it, or has it in DependsOn, is made after it';

  it('is parted from the flow, and told once', () => {
    const answers = {
      ...NOTHING_ASKED,
      profileSecrets: given(
        new Map([
          ['crm', { kind: 'customer-managed' as const }],
          ['erp', { kind: 'not-there' as const, because: 'connector profile erp does not exist' }],
        ]),
      ),
      bucketKeys: given(
        new Map([
          ['lake', { kind: 'not-there' as const, because: 'bucket lake does not exist' }],
          ['stage', { kind: 'without-cmk' as const, because: 'it is AES256' }],
        ]),
      ),
    };
    expect(seenNow(flow, answers)).toEqual({
      flow: { ...flow, connectorProfiles: ['crm'], buckets: [{ name: 'stage', role: 'intermediate' }] },
      notThere: [
        { what: 'the key of connector profile erp', because: `connector profile erp does not exist yet; ${LATER}` },
        { what: 'the default encryption of bucket lake', because: `bucket lake does not exist yet; ${LATER}` },
      ],
    });
  });

  it('is nothing that was not asked for or was refused', () => {
    expect(seenNow(flow, { ...NOTHING_ASKED, bucketKeys: refused('it is denied') })).toEqual({ flow, notThere: [] });
  });
});

describe('the outcome', () => {
  const known = { scope: [], rest: [] };
  const pass: Verdict = { complianceType: 'COMPLIANT', because: 'Customer managed key 1b2c is enabled.' };
  const fail: Verdict = { complianceType: 'NON_COMPLIANT', reasons: [{ code: 'ROTATION_OFF', problem: 'it is off' }] };
  const reasons = [{ code: 'UNVERIFIED', problem: 'the tags could not be read' }] as const;
  const unverified: Verdict = { complianceType: 'NOT_APPLICABLE', label: 'UNVERIFIED', reasons };
  const exempt = { complianceType: 'NOT_APPLICABLE', label: 'EXEMPT', because: 'It is exempt.' } as const;

  it.each([
    { name: 'passes without a reason', verdict: pass, of: known, outcome: { kind: 'pass', verdict: pass } },
    { name: 'fails with one', verdict: fail, of: known, outcome: { kind: 'fail', verdict: fail, unknown: [] } },
    {
      name: 'fails with one, whatever else is unknown',
      verdict: fail,
      of: { scope: [], rest: [BUCKET] },
      outcome: { kind: 'fail', verdict: fail, unknown: [BUCKET] },
    },
    {
      name: 'is unknown with one, where the flow may not be judged at all',
      verdict: fail,
      of: { scope: [TAG], rest: [BUCKET] },
      outcome: { kind: 'unknown', verdict: fail, unknown: [TAG] },
    },
    {
      name: 'is unknown without one, where something else is unknown',
      verdict: pass,
      of: { scope: [], rest: [BUCKET] },
      outcome: { kind: 'unknown', verdict: pass, unknown: [BUCKET] },
    },
    {
      name: 'passes without one, where only the scope is unknown',
      verdict: pass,
      of: { scope: [TAG], rest: [] },
      outcome: { kind: 'pass', verdict: pass },
    },
    {
      name: 'passes where the flow is not judged',
      verdict: exempt,
      of: { scope: [TAG], rest: [BUCKET] },
      outcome: { kind: 'pass', verdict: exempt },
    },
    {
      name: 'is unknown where what could not be read is no failure',
      verdict: unverified,
      of: known,
      outcome: { kind: 'unknown', verdict: unverified, unknown: [] },
    },
  ])('$name', ({ verdict, of, outcome }) => {
    expect(outcomeOf(verdict, of)).toEqual(outcome);
  });

  it('of a flow whose key is not known is unknown, unless the flow is not judged at all', () => {
    const key = unknown('the key of the flow');
    expect(outcomeWithoutKey(undefined, key)).toEqual({ kind: 'unknown', verdict: undefined, unknown: [key] });
    expect(outcomeWithoutKey(exempt, key)).toEqual({ kind: 'pass', verdict: exempt });
  });
});

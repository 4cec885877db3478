import { type ExistingKeys, NO_KEY_IS_KNOWN } from '../../../cli/check/existing-keys.ts';
import { type CaseAnswer, judgePlannedFlow } from '../../../cli/check/judge-planned.ts';
import {
  known,
  type PlannedFlow,
  type PlannedKey,
  type PlannedWorld,
  UNKNOWN_ACCOUNT,
  unknownValue,
} from '../../../cli/check/planned.ts';
import { namesIn } from '../../../cli/check/planned-names.ts';
import type { ParameterName } from '../../../lambda/core/input/rule-parameters.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { aKey } from '../../builders/a-key.ts';
import {
  aPlannedAlias,
  aPlannedBucket,
  aPlannedFlow,
  aPlannedKey,
  aPlannedProfile,
  aPlannedWorld,
} from '../../builders/a-planned-world.ts';
import { parameters } from '../../builders/parameters.ts';

type Given = Partial<Readonly<Record<ParameterName, string>>>;

/** How the first flow of a world stands. */
const judge = (
  world: Partial<PlannedWorld> = {},
  demanded: Given = {},
  existing: ExistingKeys = NO_KEY_IS_KNOWN,
): Promise<CaseAnswer> => {
  const whole = aPlannedWorld(world);
  const [flow = aPlannedFlow()] = whole.flows;
  const demands = { parameters: parameters(demanded), now: new Date('2026-11-24T12:00:00Z') };
  return judgePlannedFlow(flow, namesIn(whole), demands, existing);
};
const judgeFlow = (flow: Partial<PlannedFlow>, demanded: Given = {}, existing?: ExistingKeys) =>
  judge({ flows: [aPlannedFlow(flow)] }, demanded, existing);
const judgeKey = (key: Partial<PlannedKey>, demanded: Given = {}) => judge({ keys: [aPlannedKey(key)] }, demanded);

/** Its answer with what is said: `CODE: problem`, and `what: because`. */
const said = async (judging: Promise<CaseAnswer>) => {
  const { answer, reasons, unknown } = await judging;
  return {
    answer,
    reasons: reasons.map(({ code, problem }) => `${code}: ${problem}`),
    unknown: unknown.map(({ what, because }) => `${what}: ${because}`),
  };
};
const PASS = { answer: 'pass', reasons: [], unknown: [] };
const fails = (...reasons: readonly string[]) => ({ answer: 'fail', reasons, unknown: [] });
const isUnknown = (...unknown: readonly string[]) => ({ answer: 'unknown', reasons: [], unknown });

it('a flow on a planned key that is in order passes, and says what was seen', async () => {
  expect(await judge()).toEqual({
    answer: 'pass',
    because: 'Customer managed key Lake is enabled, rotates every 365 days and is tagged.',
    reasons: [],
    unknown: [],
  });
});

it('a reason has the severity and the remedy of the catalogue', async () => {
  expect((await judgeKey({ rotation: known({ kind: 'off' }) })).reasons).toEqual([
    {
      code: 'ROTATION_OFF',
      severity: 'MEDIUM',
      problem: 'automatic rotation is off for key Lake',
      remedy: 'Turn it on with kms:EnableKeyRotation',
    },
  ]);
});

describe('what a flow names as its key', () => {
  it.each<[string, PlannedFlow['key'], object]>([
    [
      'nothing is no customer managed key',
      { kind: 'none' },
      fails("NO_CMK: the flow names no key, so AppFlow's default key encrypts it"),
    ],
    [
      'an empty text is nothing',
      { kind: 'text', text: '' },
      fails("NO_CMK: the flow names no key, so AppFlow's default key encrypts it"),
    ],
    [
      'an alias of AWS is an AWS managed key',
      { kind: 'text', text: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow' },
      fails('AWS_MANAGED_KEY: alias/aws/appflow is managed by AWS'),
    ],
    [
      'the bare id of a planned key names nothing',
      { kind: 'not-an-arn', of: 'Lake' },
      fails('KEY_NOT_FOUND: what the flow names as its key is not a KMS ARN: the bare id of key Lake'),
    ],
    [
      'the bare name of a planned alias names nothing',
      { kind: 'not-an-arn', of: 'LakeAlias' },
      fails('KEY_NOT_FOUND: what the flow names as its key is not a KMS ARN: the bare name of alias/lake'),
    ],
    [
      'a text that is no ARN names nothing',
      { kind: 'text', text: 'alias/lake' },
      fails('KEY_NOT_FOUND: what the flow names as its key is not a KMS ARN: alias/lake'),
    ],
    ['a planned alias leads to its key', { kind: 'alias', id: 'LakeAlias' }, PASS],
    [
      'the ARN of a planned alias leads to its key',
      { kind: 'text', text: 'arn:aws:kms:eu-west-1:111122223333:alias/lake' },
      PASS,
    ],
    [
      'the same alias of another Region is another one',
      { kind: 'text', text: 'arn:aws:kms:us-east-1:111122223333:alias/lake' },
      isUnknown(
        'the key arn:aws:kms:us-east-1:111122223333:alias/lake: it is not in the file, and KMS was not asked: --live asks it',
      ),
    ],
    [
      'a key that no file plans is unknown',
      { kind: 'text', text: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c' },
      isUnknown(
        'the key arn:aws:kms:eu-west-1:111122223333:key/1b2c: it is not in the file, and KMS was not asked: --live asks it',
      ),
    ],
    [
      'a value that nobody knows is unknown',
      unknownValue('parameter KeyArn has no value: --parameter KeyArn=… gives one'),
      isUnknown('the key of the flow: parameter KeyArn has no value: --parameter KeyArn=… gives one'),
    ],
    [
      'an id that stands for nothing is unknown',
      { kind: 'key', id: 'Gone' },
      isUnknown('the key of the flow: Gone is not in the file'),
    ],
  ])('%s', async (_, key, expected) => {
    expect(await said(judge({ flows: [aPlannedFlow({ key })], aliases: [aPlannedAlias()] }))).toEqual(expected);
  });

  it('a bare id is told how its ARN is named', async () => {
    const { reasons } = await judgeFlow({ key: { kind: 'not-an-arn', of: 'Lake' } });
    expect(reasons[0]?.remedy).toBe('Name the ARN: in a template Fn::GetAtt with Arn, in Terraform the attribute arn');
  });

  it('a key of an account that is not allowed fails without being asked for', async () => {
    const key = { kind: 'text', text: 'arn:aws:kms:eu-west-1:444455556666:key/1b2c' } as const;
    expect(await said(judgeFlow({ key }, { allowedKeyAccounts: '777788889999' }))).toEqual(
      fails('KEY_ACCOUNT_NOT_ALLOWED: account 444455556666 may not own key 1b2c'),
    );
  });

  it('the line of what is not known is told', async () => {
    const { unknown } = await judgeFlow({ key: unknownValue('it is imported', 17) });
    expect(unknown).toEqual([{ what: 'the key of the flow', because: 'it is imported', line: 17 }]);
  });
});

describe('a planned alias', () => {
  const key = { kind: 'alias', id: 'LakeAlias' } as const;
  const through = (target: PlannedFlow['key'], keys = [aPlannedKey()]) =>
    said(judge({ flows: [aPlannedFlow({ key })], keys, aliases: [aPlannedAlias({ target })] }));

  it('of the bare id of a key leads to it', async () => {
    expect(await through({ kind: 'not-an-arn', of: 'Lake' })).toEqual(PASS);
  });

  it('of another alias leads nowhere', async () => {
    expect(await through({ kind: 'alias', id: 'LakeAlias' })).toEqual(
      fails('KEY_NOT_FOUND: KMS in eu-west-1 knows no alias/lake of account 111122223333'),
    );
  });

  it('of nothing leads nowhere', async () => {
    expect(await through({ kind: 'none' })).toEqual(
      fails('KEY_NOT_FOUND: KMS in eu-west-1 knows no alias/lake of account 111122223333'),
    );
  });

  it('of an id of a key that no file plans leads to that key', async () => {
    expect(await through({ kind: 'text', text: '1b2c' })).toEqual(
      isUnknown(
        'the key arn:aws:kms:eu-west-1:111122223333:key/1b2c: it is not in the file, and KMS was not asked: --live asks it',
      ),
    );
  });

  it('of a target that nobody knows is unknown', async () => {
    expect(await through(unknownValue('it is imported'))).toEqual(isUnknown('the key of the flow: it is imported'));
  });
});

describe('a planned key', () => {
  it.each<[string, Partial<PlannedKey>, Given, object]>([
    ['that is disabled', { state: known('Disabled') }, {}, fails('KEY_DISABLED: key Lake is disabled')],
    [
      'that signs',
      { spec: known('RSA_2048'), usage: known('SIGN_VERIFY') },
      {},
      fails('KEY_NOT_SYMMETRIC: key Lake has spec RSA_2048 and usage SIGN_VERIFY'),
    ],
    [
      'whose policy admits everyone',
      {
        policy: known('{"Statement":{"Sid":"Open","Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}}'),
      },
      {},
      fails('KEY_POLICY_OPEN: the policy of key Lake admits everyone (statement Open)'),
    ],
    [
      'whose policy IAM does not understand',
      { policy: known('{}') },
      {},
      fails('UNVERIFIED: the policy of key Lake could not be read: it is not a JSON policy'),
    ],
    [
      'the same where what cannot be read is not applicable',
      { policy: known('{}') },
      { unverified: 'NOT_APPLICABLE' },
      isUnknown('whether the flow is compliant: the policy of key Lake could not be read: it is not a JSON policy'),
    ],
    [
      'that rotates too slowly',
      { rotation: known({ kind: 'on', periodInDays: 730 }) },
      { maxRotationPeriodInDays: '365' },
      fails('ROTATION_TOO_SLOW: key Lake rotates every 730 days, at most 365 days are allowed'),
    ],
    [
      'that cannot rotate',
      { origin: known('EXTERNAL'), rotation: known({ kind: 'impossible' }) },
      {},
      fails('ROTATION_IMPOSSIBLE: key Lake of origin EXTERNAL cannot rotate automatically'),
    ],
    [
      'that is imported and cannot be overdue yet',
      { origin: known('EXTERNAL'), rotation: known({ kind: 'impossible' }) },
      { nonRotatableKeys: 'onDemand' },
      PASS,
    ],
    ['without a tag', { tags: known({}) }, {}, fails('KEY_UNTAGGED: key Lake has no tag of its own')],
    ['without a required tag', {}, { requiredKeyTags: 'CostCenter' }, fails('TAG_MISSING: tag CostCenter is missing')],
    [
      'whose tag differs from that of the flow',
      { tags: known({ Owner: 'sales' }) },
      { matchingTags: 'Owner' },
      fails('TAG_MISMATCH: tag Owner is "data" on the flow but "sales" on key Lake'),
    ],
    [
      'without an alias',
      {},
      { keyAliasPattern: 'alias/prod-*' },
      fails('ALIAS_NOT_CONVENTIONAL: key Lake has no alias, so none matches "alias/prod-*"'),
    ],
    [
      'whose default policy lets the account root do both',
      {},
      { keyDuties: 'strict' },
      fails(
        'DUTIES_NOT_SEPARATED: key Lake lets account 111122223333, whose IAM policies decide, both administer it and decrypt (statement Enable IAM User Permissions)',
      ),
    ],
    [
      'whose default policy admits somebody who is not listed',
      {},
      { keyUsers: 'arn:aws:iam::111122223333:role/etl' },
      fails(
        'KEY_USER_NOT_ALLOWED: against keyUsers, account 111122223333 decides by its own IAM policies who may decrypt with key Lake (statement Enable IAM User Permissions)',
      ),
    ],
    ['has no grants when it is made', {}, { keyUsers: 'arn:aws:iam::111122223333:root' }, PASS],
    ['was in no use yet', {}, { checkKeyUse: 'true' }, PASS],
  ])('%s', async (_, key, demanded, expected) => {
    expect(await said(judgeKey(key, demanded))).toEqual(expected);
  });

  it.each<[string, Partial<PlannedKey>, Given, object]>([
    ['state', { state: unknownValue('it is imported') }, {}, isUnknown('the state of key Lake: it is imported')],
    ['spec', { spec: unknownValue('it is imported') }, {}, isUnknown('the spec of key Lake: it is imported')],
    ['usage', { usage: unknownValue('it is imported') }, {}, isUnknown('the usage of key Lake: it is imported')],
    ['origin', { origin: unknownValue('it is imported') }, {}, isUnknown('the origin of key Lake: it is imported')],
    [
      'rotation',
      { rotation: unknownValue('it is imported') },
      {},
      isUnknown('the rotation of key Lake: it is imported'),
    ],
    ['tags', { tags: unknownValue('it is imported') }, {}, isUnknown('the tags of key Lake: it is imported')],
    ['policy', { policy: unknownValue('it is imported') }, {}, isUnknown('the policy of key Lake: it is imported')],
  ])('whose %s nobody knows is unknown', async (_, key, demanded, expected) => {
    expect(await said(judgeKey(key, demanded))).toEqual(expected);
  });

  it('passes where what is unknown makes no difference', async () => {
    const key = {
      origin: unknownValue('it is imported'),
      rotation: unknownValue('it is imported'),
      policy: unknownValue('it is imported'),
    };
    expect(await said(judgeKey(key, { requireRotation: 'false', checkKeyPolicy: 'false' }))).toEqual(PASS);
  });

  it('fails for what is certain, whatever else is unknown', async () => {
    const key = { tags: known({}), policy: unknownValue('it is imported') };
    expect(await said(judgeKey(key))).toEqual({
      answer: 'fail',
      reasons: ['KEY_UNTAGGED: key Lake has no tag of its own'],
      unknown: ['the policy of key Lake: it is imported'],
    });
  });

  it('of unknown spec that signs fails in any case', async () => {
    const key = { spec: unknownValue('it is imported'), usage: known('SIGN_VERIFY') };
    expect(await said(judgeKey(key))).toEqual(
      fails('KEY_NOT_SYMMETRIC: key Lake has spec unknown and usage SIGN_VERIFY'),
    );
  });

  it('does not fail for its rotation while nobody knows whether that is judged', async () => {
    const key = { spec: unknownValue('it is imported'), rotation: known({ kind: 'off' as const }) };
    expect(await said(judgeKey(key))).toEqual(isUnknown('the spec of key Lake: it is imported'));
  });

  it('that does not rotate fails, be it enabled or not', async () => {
    const key = { state: unknownValue('it is imported'), rotation: known({ kind: 'off' as const }) };
    expect(await said(judgeKey(key))).toEqual({
      answer: 'fail',
      reasons: ['ROTATION_OFF: automatic rotation is off for key Lake'],
      unknown: ['the state of key Lake: it is imported'],
    });
  });

  describe('that is a replica', () => {
    const replica = (primary: PlannedKey['primary'] & object, own: PlannedKey['rotation']) =>
      said(
        judge({
          keys: [
            aPlannedKey({ rotation: own, primary }),
            aPlannedKey({ id: 'Primary', rotation: known({ kind: 'off' }) }),
          ],
        }),
      );

    it('has the rotation of its primary', async () => {
      expect(await replica(known('Primary'), unknownValue('it is of its primary'))).toEqual(
        fails('ROTATION_OFF: automatic rotation is off for key Lake'),
      );
    });

    it('of one that no file plans has what is known', async () => {
      const primary = known('arn:aws:kms:us-east-1:111122223333:key/mrk-1b2c');
      expect(await replica(primary, unknownValue('its primary is not in the file'))).toEqual(
        isUnknown('the rotation of key Lake: its primary is not in the file'),
      );
    });
  });
});

describe('tags of which some values are unknown', () => {
  const tagValues = { Owner: known('data'), Class: unknownValue('parameter Class has no value', 14) };
  const tags = unknownValue('parameter Class has no value');

  it('on a key are enough where only their keys are asked for', async () => {
    expect(await said(judgeKey({ tags, tagValues }, { requiredKeyTags: 'Owner=data,Class' }))).toEqual(PASS);
  });

  it('on a key are unknown where their values are asked for', async () => {
    expect(await said(judgeKey({ tags, tagValues }, { requiredKeyTags: 'Owner=data,Class=PII' }))).toEqual(
      isUnknown('tag Class of key Lake: parameter Class has no value'),
    );
  });

  it('on a key fail for the others', async () => {
    expect(await said(judgeKey({ tags, tagValues }, { requiredKeyTags: 'Owner=sales,Class=PII' }))).toEqual({
      answer: 'fail',
      reasons: ['TAG_VALUE_NOT_ALLOWED: tag Owner is "data" but must be "sales"'],
      unknown: ['tag Class of key Lake: parameter Class has no value'],
    });
  });

  it('on a flow leave open whether it matches', async () => {
    const keys = [aPlannedKey({ tags: known({ Owner: 'data', Class: 'PII' }) })];
    const flows = [aPlannedFlow({ tags, tagValues })];
    expect(await said(judge({ flows, keys }, { matchingTags: 'Owner,Class' }))).toEqual(
      isUnknown('tag Class of the flow: parameter Class has no value'),
    );
  });

  it('on a flow match nothing where the key lacks the tag', async () => {
    expect(await said(judgeFlow({ tags, tagValues }, { matchingTags: 'Class' }))).toEqual(
      fails('TAG_MISMATCH: tag Class is missing on key Lake'),
    );
  });

  it('on a flow leave open whether it is selected', async () => {
    expect(await judgeFlow({ tags, tagValues }, { flowTagFilter: 'Class=PII' })).toEqual({
      answer: 'unknown',
      reasons: [],
      unknown: [{ what: 'tag Class of the flow', because: 'parameter Class has no value', line: 14 }],
    });
  });

  it('on a flow do not matter where another tag leaves it out', async () => {
    const judged = await judgeFlow({ tags, tagValues }, { flowTagFilter: 'Class=PII,Owner=sales' });
    expect(judged).toEqual({
      answer: 'pass',
      because: 'The flow is not selected by flowTagFilter: its tag Owner is "data".',
      reasons: [],
      unknown: [],
    });
  });

  it('on a flow leave open whether it is exempt', async () => {
    const values = { ...tagValues, Until: unknownValue('parameter Until has no value') };
    expect(await said(judgeFlow({ tags, tagValues: values }, { exemptionTag: 'Until' }))).toEqual(
      isUnknown('tag Until of the flow: parameter Until has no value'),
    );
  });
});

describe('tags of a flow of which nothing is known', () => {
  const flow = { tags: unknownValue('they are imported', 14) };

  it('do not matter where nothing asks for them', async () => {
    expect(await said(judgeFlow(flow))).toEqual(PASS);
  });

  it.each<[string, Given, string]>([
    ['flowTagFilter', { flowTagFilter: 'Owner' }, 'they are imported; flowTagFilter asks for them'],
    ['exemptionTag', { exemptionTag: 'Until' }, 'they are imported; exemptionTag asks for them'],
    ['matchingTags', { matchingTags: 'Owner' }, 'they are imported'],
  ])('are unknown where %s asks for them', async (_, demanded, because) => {
    expect(await judgeFlow(flow, demanded)).toEqual({
      answer: 'unknown',
      reasons: [],
      unknown: [{ what: 'the tags of the flow', because, line: 14 }],
    });
  });

  it('are not missed where there is no key to compare them with', async () => {
    expect(await said(judgeFlow({ ...flow, key: { kind: 'none' } }, { matchingTags: 'Owner' }))).toEqual(
      fails("NO_CMK: the flow names no key, so AppFlow's default key encrypts it"),
    );
  });
});

describe('a flow that is not judged', () => {
  it('passes and says that flowTagFilter leaves it out', async () => {
    const judged = await judgeFlow({ key: { kind: 'none' } }, { flowTagFilter: 'Stage=prod' });
    expect([judged.answer, judged.because]).toEqual([
      'pass',
      'The flow is not selected by flowTagFilter: its tag Stage is missing.',
    ]);
  });

  it('passes and says until when it is exempt', async () => {
    const flow = { key: { kind: 'none' }, tags: known({ Until: '2026-12-31' }) } as const;
    const judged = await judgeFlow(flow, { exemptionTag: 'Until' });
    expect([judged.answer, judged.because]).toEqual([
      'pass',
      'The flow is exempt until 2026-12-31 (UTC) by its tag Until.',
    ]);
  });
});

describe('aliases', () => {
  const demanded = { keyAliasPattern: 'alias/prod-*' };

  it('of the key satisfy a convention', async () => {
    const aliases = [aPlannedAlias(), aPlannedAlias({ id: 'Other', name: known('alias/prod-lake') })];
    expect(await said(judge({ aliases }, demanded))).toEqual(PASS);
  });

  it('of another key do not count', async () => {
    const aliases = [aPlannedAlias({ name: known('alias/prod-lake'), target: { kind: 'key', id: 'Other' } })];
    expect(await said(judge({ keys: [aPlannedKey(), aPlannedKey({ id: 'Other' })], aliases }, demanded))).toEqual(
      fails('ALIAS_NOT_CONVENTIONAL: key Lake has no alias, so none matches "alias/prod-*"'),
    );
  });

  it('whose name nobody knows may satisfy it', async () => {
    const aliases = [aPlannedAlias(), aPlannedAlias({ id: 'Other', name: unknownValue('it is imported') })];
    expect(await said(judge({ aliases }, demanded))).toEqual(isUnknown('the aliases of key Lake: it is imported'));
  });

  it('whose target nobody knows may satisfy it', async () => {
    const aliases = [aPlannedAlias({ target: unknownValue('it is imported') })];
    expect(await said(judge({ aliases }, demanded))).toEqual(isUnknown('the aliases of key Lake: it is imported'));
  });

  it('one that fits decides, whatever the others are called', async () => {
    const aliases = [
      aPlannedAlias({ name: known('alias/prod-lake') }),
      aPlannedAlias({ id: 'Other', name: unknownValue('it is imported') }),
    ];
    expect(await said(judge({ aliases }, demanded))).toEqual(PASS);
  });
});

describe('flows on one key', () => {
  const another = aPlannedFlow({ resource: 'Invoices', name: known('invoices') });
  const unknown = aPlannedFlow({ resource: 'Invoices', key: unknownValue('it is imported') });

  it('are counted', async () => {
    expect(await said(judge({ flows: [aPlannedFlow(), another] }, { maxFlowsPerKey: '1' }))).toEqual(
      fails('KEY_SHARED: 2 flows use key Lake, at most 1 is allowed'),
    );
  });

  it('pass up to the maximum: nobody else can use a key that does not exist yet', async () => {
    expect(await said(judge({ flows: [aPlannedFlow(), another] }, { maxFlowsPerKey: '2' }))).toEqual(PASS);
  });

  it('are counted through aliases', async () => {
    const flows = [aPlannedFlow(), { ...another, key: { kind: 'alias', id: 'LakeAlias' } as const }];
    expect(await said(judge({ flows, aliases: [aPlannedAlias()] }, { maxFlowsPerKey: '1' }))).toEqual(
      fails('KEY_SHARED: 2 flows use key Lake, at most 1 is allowed'),
    );
  });

  it('may be too many where the key of one is not known', async () => {
    expect(await said(judge({ flows: [aPlannedFlow(), unknown] }, { maxFlowsPerKey: '1' }))).toEqual(
      isUnknown('how many flows use key Lake: 1 more flow of the file may use it'),
    );
  });

  it('pass where even that one would not be too many', async () => {
    expect(await said(judge({ flows: [aPlannedFlow(), unknown] }, { maxFlowsPerKey: '2' }))).toEqual(PASS);
  });
});

describe('a planned key that is there already', () => {
  const isThere = { isThere: true } as const;

  it('passes as a new one does', async () => {
    expect(await said(judgeKey(isThere))).toEqual(PASS);
  });

  it.each<[string, Partial<PlannedKey>, Given, string]>([
    [
      'other flows on it',
      {},
      { maxFlowsPerKey: '2' },
      'how many flows use key Lake: flows that are there already may use it, too',
    ],
    [
      'grants',
      {},
      { keyUsers: 'arn:aws:iam::111122223333:root' },
      'the grants of key Lake: the key is there already, and the file does not tell',
    ],
    [
      'other aliases',
      {},
      { keyAliasPattern: 'alias/prod-*' },
      'the aliases of key Lake: the key is there already, and may have others',
    ],
    [
      'rotations that are long ago',
      { origin: known('EXTERNAL'), rotation: known({ kind: 'impossible' }) },
      { nonRotatableKeys: 'onDemand' },
      'the rotations of key Lake: the key is there already, and the file does not tell',
    ],
  ])('may have %s', async (_, key, demanded, unknown) => {
    expect(await said(judgeKey({ ...isThere, ...key }, demanded))).toEqual(isUnknown(unknown));
  });

  it('fails for more flows than allowed, however many others there are', async () => {
    const flows = [aPlannedFlow(), aPlannedFlow({ resource: 'Invoices' })];
    expect(await said(judge({ flows, keys: [aPlannedKey(isThere)] }, { maxFlowsPerKey: '1' }))).toEqual(
      fails('KEY_SHARED: 2 flows use key Lake, at most 1 is allowed'),
    );
  });
});

describe('connector profiles', () => {
  const demanded = { checkConnectorProfiles: 'true' };
  const using = (profile: Parameters<typeof aPlannedProfile>[0], use: PlannedFlow['profiles'][number]) =>
    said(judge({ flows: [aPlannedFlow({ profiles: [use] })], profiles: [aPlannedProfile(profile)] }, demanded));
  const planned = known({ planned: 'Crm' });

  it('under a planned key pass', async () => {
    expect(await using({}, planned)).toEqual(PASS);
  });

  it('without a key are under that of AWS', async () => {
    expect(await using({ key: { kind: 'none' } }, planned)).toEqual(
      fails('CREDENTIALS_WITHOUT_CMK: the secret of connector profile crm-prod is under the AWS managed key'),
    );
  });

  it('that are planned are found by their names, too', async () => {
    expect(await using({ key: { kind: 'none' } }, known({ name: 'crm-prod' }))).toEqual(
      fails('CREDENTIALS_WITHOUT_CMK: the secret of connector profile crm-prod is under the AWS managed key'),
    );
  });

  it('that no file plans are unknown', async () => {
    expect(await using({}, known({ name: 'erp' }))).toEqual(
      isUnknown('the key of connector profile erp: it is not in the file, and only keys are asked of AWS'),
    );
  });

  it('that nobody knows are unknown', async () => {
    expect(await using({}, unknownValue('it is imported'))).toEqual(
      isUnknown('the key of connector profile number 1 of the flow: it is imported'),
    );
  });

  it('under a key that nobody knows are unknown', async () => {
    expect(await using({ key: unknownValue('it is imported') }, planned)).toEqual(
      isUnknown('the key of connector profile crm-prod: it is imported'),
    );
  });

  it('are not looked at where nobody demands it', async () => {
    const world = { flows: [aPlannedFlow({ profiles: [known({ name: 'erp' })] })] };
    expect(await said(judge(world))).toEqual(PASS);
  });
});

describe('buckets', () => {
  const demanded = { checkBuckets: 'true' };
  const using = (bucket: Parameters<typeof aPlannedBucket>[0], use: PlannedFlow['buckets'][number]['bucket']) =>
    said(
      judge(
        {
          flows: [aPlannedFlow({ buckets: [{ role: 'destination', bucket: use }] })],
          buckets: [aPlannedBucket(bucket)],
        },
        demanded,
      ),
    );
  const planned = known({ planned: 'Bucket' });

  it('under a planned key pass', async () => {
    expect(await using({}, planned)).toEqual(PASS);
  });

  it('under the bare id of a planned key pass', async () => {
    const encryption = known({ algorithm: 'aws:kms:dsse', key: { kind: 'not-an-arn', of: 'Lake' } as const });
    expect(await using({ encryption }, planned)).toEqual(PASS);
  });

  it('under the key of AWS fail', async () => {
    const encryption = known({ algorithm: 'aws:kms', key: { kind: 'text', text: 'alias/aws/s3' } as const });
    expect(await using({ encryption }, planned)).toEqual(
      fails(
        'BUCKET_WITHOUT_CMK: the default encryption of bucket company-lake is under the AWS managed key (destination of the flow)',
      ),
    );
  });

  it('under no key fail', async () => {
    const encryption = known({ algorithm: 'AES256', key: { kind: 'none' } as const });
    expect(await using({ encryption }, planned)).toEqual(
      fails(
        'BUCKET_WITHOUT_CMK: the default encryption of bucket company-lake is AES256, under no KMS key (destination of the flow)',
      ),
    );
  });

  it('that no file plans are unknown', async () => {
    expect(await using({}, known({ name: 'legacy' }))).toEqual(
      isUnknown(
        'the default encryption of bucket legacy (destination of the flow): it is not in the file, and only keys are asked of AWS',
      ),
    );
  });

  it('whose encryption nobody knows are unknown', async () => {
    expect(await using({ encryption: unknownValue('it is imported') }, planned)).toEqual(
      isUnknown('the default encryption of bucket company-lake (destination of the flow): it is imported'),
    );
  });
});

describe('an account that nobody knows', () => {
  const account = unknownValue('the account is not known: --parameter AWS::AccountId=… gives it');
  const root = `{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${UNKNOWN_ACCOUNT}:root"},"Action":"kms:*"}}`;

  it('makes no difference to an ordinary policy', async () => {
    expect(await said(judge({ account, keys: [aPlannedKey({ policy: known(root) })] }))).toEqual(PASS);
  });

  it('is shown to nobody as the one that stands in for it', async () => {
    expect(await said(judge({ account }, { keyDuties: 'strict' }))).toEqual(
      fails(
        'DUTIES_NOT_SEPARATED: key Lake lets the account of the deployment, whose IAM policies decide, both administer it and decrypt (statement Enable IAM User Permissions)',
      ),
    );
  });

  it('fails where no account could be listed', async () => {
    expect(await said(judge({ account }, { keyUsers: 'arn:aws:iam::*:role/etl' }))).toEqual(
      fails(
        'KEY_USER_NOT_ALLOWED: against keyUsers, the account of the deployment decides by its own IAM policies who may decrypt with key Lake (statement Enable IAM User Permissions)',
      ),
    );
  });

  it('is unknown where it may be the one that is listed', async () => {
    expect(await said(judge({ account }, { keyUsers: 'arn:aws:iam::4444*:root' }))).toEqual(
      isUnknown('the account of the flow: the account is not known: --parameter AWS::AccountId=… gives it'),
    );
  });

  it('is unknown where it may be that of the key', async () => {
    const key = { kind: 'text', text: 'arn:aws:kms:eu-west-1:444455556666:key/1b2c' } as const;
    const { answer, unknown } = await judge(
      { account, flows: [aPlannedFlow({ key })] },
      { allowedKeyAccounts: '777788889999' },
    );
    expect([answer, unknown.map(({ what }) => what)]).toEqual([
      'unknown',
      ['the account of the flow', 'the key arn:aws:kms:eu-west-1:444455556666:key/1b2c'],
    ]);
  });

  it('is allowed to own its own keys', async () => {
    const key = { kind: 'text', text: `arn:aws:kms:eu-west-1:${UNKNOWN_ACCOUNT}:alias/lake` } as const;
    const aliases = [aPlannedAlias()];
    const demanded = { allowedKeyAccounts: '777788889999' };
    expect(await said(judge({ account, flows: [aPlannedFlow({ key })], aliases }, demanded))).toEqual(PASS);
  });
});

it('users without a name yet are not compared with patterns', async () => {
  const key = { policy: known('{"Statement":[]}'), unnamedUsers: unknownValue('role Etl has no name yet', 40) };
  expect(await judgeKey(key, { keyUsers: 'arn:aws:iam::*:role/etl-*' })).toEqual({
    answer: 'unknown',
    reasons: [],
    unknown: [{ what: 'who may decrypt with key Lake', because: 'role Etl has no name yet', line: 40 }],
  });
  expect(await said(judgeKey(key))).toEqual(PASS);
});

describe('a key that exists already and is asked for', () => {
  const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
  const flow = aPlannedFlow({ key: { kind: 'text', text: arn } });
  const notKnown = (because: string) => ({ ...refused(because), notYetKnown: {} });
  const there = (rotates: boolean): ExistingKeys => ({
    key: async () => ({ kind: 'found', key: aKey({ arn, id: '1b2c' }) }),
    answer: async (_, name) => {
      const answers: Readonly<Record<string, unknown>> = {
        rotation: given(rotates ? { kind: 'on', periodInDays: 365 } : { kind: 'off' }),
        policy: given([]),
        tags: given(new Map([['Owner', 'data']])),
        aliases: given(['alias/old']),
      };
      return answers[name] as never;
    },
  });

  it('passes where it is in order', async () => {
    expect(await said(judge({ flows: [flow] }, {}, there(true)))).toEqual(PASS);
  });

  it('fails where it is not', async () => {
    expect(await said(judge({ flows: [flow] }, {}, there(false)))).toEqual(
      fails('ROTATION_OFF: automatic rotation is off for key 1b2c'),
    );
  });

  it('has its aliases and those that are planned for it', async () => {
    const aliases = [aPlannedAlias({ name: known('alias/prod-lake'), target: { kind: 'text', text: '1b2c' } })];
    const demanded = { keyAliasPattern: 'alias/prod-*' };
    expect(await said(judge({ flows: [flow], aliases }, demanded, there(true)))).toEqual(PASS);
    expect(await said(judge({ flows: [flow] }, demanded, there(true)))).toEqual(
      fails('ALIAS_NOT_CONVENTIONAL: no alias of key 1b2c (alias/old) matches "alias/prod-*"'),
    );
  });

  it('has at least the flows of the file on it, and nobody knows how many others', async () => {
    const flows = [flow, { ...flow, resource: 'Invoices' }];
    expect(await said(judge({ flows }, { maxFlowsPerKey: '1' }, there(true)))).toEqual(
      fails('KEY_SHARED: 2 flows use key 1b2c, at most 1 is allowed'),
    );
    expect(await said(judge({ flows }, { maxFlowsPerKey: '2' }, there(true)))).toEqual(
      isUnknown('how many flows use key 1b2c: flows that are there already may use it, too'),
    );
  });

  it('fails where KMS knows none', async () => {
    const existing: ExistingKeys = { key: async () => ({ kind: 'missing' }), answer: async () => notKnown('never') };
    expect(await said(judge({ flows: [flow] }, {}, existing))).toEqual(
      fails('KEY_NOT_FOUND: KMS in eu-west-1 knows no key 1b2c of account 111122223333'),
    );
  });

  it('stays unknown where its alias may be a planned one of unknown name', async () => {
    const existing: ExistingKeys = { key: async () => ({ kind: 'missing' }), answer: async () => notKnown('never') };
    const named = aPlannedFlow({ key: { kind: 'text', text: 'arn:aws:kms:eu-west-1:111122223333:alias/prod' } });
    const aliases = [aPlannedAlias({ name: unknownValue('it is imported') })];
    expect(await said(judge({ flows: [named], aliases }, {}, existing))).toEqual(
      isUnknown(
        'the key arn:aws:kms:eu-west-1:111122223333:alias/prod: KMS knows none of this name, but that of a planned alias is not known',
      ),
    );
  });

  it('stays unknown where KMS refuses it', async () => {
    const existing: ExistingKeys = {
      key: async () => notKnown('kms:DescribeKey is denied'),
      answer: async () => notKnown('never'),
    };
    expect(await said(judge({ flows: [flow] }, { unverified: 'NON_COMPLIANT' }, existing))).toEqual(
      isUnknown('the key arn:aws:kms:eu-west-1:111122223333:key/1b2c: kms:DescribeKey is denied'),
    );
  });
});

import { nameOfStatement, parseKeyPolicy } from '../../../lambda/core/key-policy/document.ts';

const remedy = 'Put a policy that IAM understands with kms:PutKeyPolicy';
const UNREADABLE = { kind: 'refused', because: 'it is not a JSON policy', remedy };

it('a statement is read with everything that decides: Sid, effect, principals of each kind, conditions', () => {
  const text =
    '{"Version":"2012-10-17","Id":"lake","Statement":{"Sid":"Use","Effect":"Allow","Principal":{"AWS":"111122223333","Service":["a.amazonaws.com","b.amazonaws.com"]},"Action":"kms:*","Resource":"*","Condition":{"StringLike":{"aws:PrincipalOrgID":["o-1","o-2"],"KMS:CallerAccount":111122223333},"Bool":{"aws:SecureTransport":true}}}}';
  expect(parseKeyPolicy(text)).toEqual({
    kind: 'given',
    value: [
      {
        sid: 'Use',
        effect: 'Allow',
        principals: { AWS: ['111122223333'], Service: ['a.amazonaws.com', 'b.amazonaws.com'] },
        excludesPrincipals: false,
        actions: ['kms:*'],
        excludedActions: undefined,
        conditions: [
          { operator: 'StringLike', key: 'aws:principalorgid', values: ['o-1', 'o-2'] },
          { operator: 'StringLike', key: 'kms:calleraccount', values: ['111122223333'] },
          { operator: 'Bool', key: 'aws:securetransport', values: ['true'] },
        ],
      },
    ],
  });
});

it('a principal without a kind is of kind AWS', () => {
  expect(parseKeyPolicy('{"Statement":[{"Effect":"Deny","Principal":"*"}]}')).toMatchObject({
    value: [{ effect: 'Deny', principals: { AWS: ['*'] }, excludesPrincipals: false }],
  });
});

it('a statement of everybody but some says so', () => {
  expect(parseKeyPolicy('{"Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"111122223333"}}]}')).toMatchObject({
    value: [{ principals: {}, excludesPrincipals: true }],
  });
});

it('the actions of a statement are a list, whether it names them or excepts them', () => {
  const text =
    '{"Statement":[{"Effect":"Allow","Action":["kms:Decrypt","kms:Get*"]},{"Effect":"Allow","NotAction":"kms:Decrypt"}]}';
  expect(parseKeyPolicy(text)).toMatchObject({
    value: [
      { actions: ['kms:Decrypt', 'kms:Get*'], excludedActions: undefined },
      { actions: undefined, excludedActions: ['kms:Decrypt'] },
    ],
  });
});

it('principals of several kinds keep the order of the policy', () => {
  const principals = '{"Service":"a.amazonaws.com","CanonicalUser":"79a5","Federated":"accounts.google.com","AWS":"*"}';
  const read = parseKeyPolicy(`{"Statement":[{"Effect":"Allow","Principal":${principals}}]}`);
  expect(read.kind === 'given' && Object.keys(read.value[0]?.principals ?? {})).toEqual([
    'Service',
    'CanonicalUser',
    'Federated',
    'AWS',
  ]);
});

it('a statement is known by its Sid, else by its place', () => {
  const read = parseKeyPolicy(
    '{"Statement":[{"Sid":"Use","Effect":"Deny"},{"Effect":"Deny"},{"Sid":"","Effect":"Deny"}]}',
  );
  expect(read.kind === 'given' && read.value.map(nameOfStatement)).toEqual(['Use', '2', '3']);
});

const statement = (members: string) => `{"Statement":[{"Effect":"Allow",${members}}]}`;

describe('a text is unreadable, never closed', () => {
  it.each([
    { name: 'an empty text', text: '' },
    { name: 'no JSON', text: '{"Statement":[' },
    { name: 'null', text: 'null' },
    { name: 'a number', text: '5' },
    { name: 'a list', text: '[]' },
    { name: 'no Statement', text: '{"Version":"2012-10-17"}' },
    { name: 'a Statement that is null', text: '{"Statement":null}' },
    { name: 'a Statement that is a text', text: '{"Statement":"Allow"}' },
    { name: 'a statement without Effect', text: '{"Statement":[{"Principal":"*"}]}' },
    { name: 'a Principal that is null', text: '{"Statement":[{"Effect":"Allow","Principal":null}]}' },
    { name: 'a Principal of objects', text: '{"Statement":[{"Effect":"Allow","Principal":{"AWS":{"x":"*"}}}]}' },
    {
      name: 'a Condition that is a text',
      text: '{"Statement":[{"Effect":"Allow","Principal":"*","Condition":"none"}]}',
    },
    {
      name: 'an operator that is a text',
      text: '{"Statement":[{"Effect":"Allow","Principal":"*","Condition":{"Bool":"x"}}]}',
    },
    { name: 'a Sid that is a number', text: '{"Statement":[{"Sid":5,"Effect":"Deny"}]}' },
    { name: 'a Principal of a kind that IAM does not know', text: statement('"Principal":{"aws":"*"}') },
    { name: 'a misspelt member of a statement', text: statement('"principal":"*"') },
    { name: 'a misspelt member of the policy', text: '{"Statement":[],"statement":[]}' },
    { name: 'a condition value that is null', text: statement('"Condition":{"StringLike":{"aws:SourceVpc":null}}') },
    {
      name: 'a condition value in a list of lists',
      text: statement('"Condition":{"StringLike":{"aws:SourceVpc":[[]]}}'),
    },
    { name: 'an Action that is a number', text: statement('"Action":5') },
    { name: 'an Action that is an object', text: statement('"Action":{"kms":"Decrypt"}') },
    { name: 'a NotAction in a list of lists', text: statement('"NotAction":[["kms:Decrypt"]]') },
    { name: 'one odd statement among good ones', text: '{"Statement":[{"Effect":"Deny"},{"Effect":5}]}' },
  ])('$name', ({ text }) => {
    expect(parseKeyPolicy(text)).toEqual(UNREADABLE);
  });
});

describe('a policy that gives a member twice is unreadable, whichever of the two would close it:', () => {
  it.each([
    { name: 'two principals', text: statement('"Principal":"*","Principal":{"AWS":"111122223333"}') },
    { name: 'two kinds', text: statement('"Principal":{"AWS":"*","AWS":"111122223333"}') },
    {
      name: 'two conditions',
      text: statement('"Principal":"*","Condition":{},"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}'),
    },
    {
      name: 'one condition key in two cases',
      text: statement('"Principal":"*","Condition":{"StringLike":{"aws:SourceVpc":"vpc-1","AWS:sourceVpc":"*"}}'),
    },
    { name: 'two lists of statements', text: '{"Statement":[{"Effect":"Allow","Principal":"*"}],"Statement":[]}' },
  ])('$name', ({ text }) => {
    expect(parseKeyPolicy(text)).toEqual({ kind: 'refused', because: 'it gives a member twice', remedy });
  });
});

// KMS takes policies of at most 32 KB.
describe('a text of 32 KB comes to an end:', () => {
  it('lists in lists', () => {
    expect(parseKeyPolicy('['.repeat(32_768))).toEqual(UNREADABLE);
    expect(parseKeyPolicy(`${'['.repeat(16_384)}${']'.repeat(16_384)}`)).toEqual(UNREADABLE);
  });
});

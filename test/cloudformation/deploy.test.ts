import { deploy } from './deploy.ts';
import { evaluate } from './evaluate.ts';
import { parseTemplate } from './read-template.ts';
import { refusals, stackOf } from './stack.ts';

const template = parseTemplate(`
Parameters:
  Needed: { Type: String, AllowedPattern: "[a-z]+" }
  Switch: { Type: String, Default: "false", AllowedValues: ["true", "false"] }
  Regions: { Type: CommaDelimitedList, Default: "eu-west-1", AllowedPattern: "[a-z0-9-]+" }
  Size: { Type: Number, Default: 256, MinValue: 128, MaxValue: 512 }
Mappings:
  Sizes: { "256": { Name: middle } }
Rules:
  SwitchNeedsSize:
    RuleCondition: !Equals [!Ref Switch, "true"]
    Assertions:
      - { Assert: !Not [!Equals [!Ref Size, 256]], AssertDescription: Give another Size. }
Conditions:
  IsOn: !Equals [!Ref Switch, "true"]
  IsOnAndSmall: !And [!Condition IsOn, !Equals [!Ref Size, 128]]
Resources:
  Always: { Type: A, Properties: { Optional: !If [IsOn, on, !Ref "AWS::NoValue"] } }
  Sometimes: { Type: B, Condition: IsOn, Properties: {} }
Outputs: {}
`);
const expression = (text: string) => parseTemplate(`value: ${text}`)['value'] ?? null;
const given = { Needed: 'a' };

describe('a deployment', () => {
  it.each([
    { name: 'a parameter that is not there', overrides: { Other: 'x' }, message: 'unknown parameters: Other' },
    {
      name: 'a text that only begins as it should',
      overrides: { Needed: 'a1' },
      message: 'Needed does not admit "a1"',
    },
    { name: 'a value that is not listed', overrides: { Switch: 'yes' }, message: 'Switch does not admit "yes"' },
    {
      name: 'an item of a list',
      overrides: { Regions: 'eu-west-1,X' },
      message: 'Regions does not admit "eu-west-1,X"',
    },
    { name: 'a number out of bounds', overrides: { Size: '513' }, message: 'Size does not admit "513"' },
    { name: 'a number that is none', overrides: { Size: 'big' }, message: 'Size does not admit "big"' },
  ])('is refused: $name', ({ overrides, message }) => {
    expect(() => deploy(template, { ...given, ...overrides })).toThrow(message);
  });

  it('is refused without what has no default', () => {
    expect(() => deploy(template)).toThrow('Needed is needed, and not given');
  });

  it('breaks a rule only where its condition holds', () => {
    expect(refusals(deploy(template, given))).toEqual([]);
    expect(refusals(deploy(template, { ...given, Switch: 'true' }))).toEqual(['Give another Size.']);
    expect(refusals(deploy(template, { ...given, Switch: 'true', Size: '128' }))).toEqual([]);
  });

  it('creates what has no condition, or one that holds, without what AWS::NoValue stands for', () => {
    expect(stackOf(deploy(template, given)).resources).toEqual({ Always: { Type: 'A', Properties: {} } });
    expect(stackOf(deploy(template, { ...given, Switch: 'true', Size: '128' })).resources).toEqual({
      Always: { Type: 'A', Properties: { Optional: 'on' } },
      Sometimes: { Type: 'B', Properties: {} },
    });
  });

  it('creates nothing that a rule refuses', () => {
    expect(() => stackOf(deploy(template, { ...given, Switch: 'true' }))).toThrow('Give another Size.');
  });
});

describe('an expression', () => {
  it.each([
    { text: '!Ref Regions', value: ['eu-west-1'] },
    { text: '!Ref Always', value: 'Always' },
    { text: '!GetAtt Always.Arn', value: 'Always.Arn' },
    { text: `!Sub "\${Needed} in \${AWS::Region}, \${!Literal}"`, value: `a in eu-west-1, \${Literal}` },
    { text: `!Sub ["\${Own}-\${Needed}", { Own: !Ref Size }]`, value: '256-a' },
    { text: '!Join [",", [a, !If [IsOn, b, !Ref "AWS::NoValue"], c]]', value: 'a,c' },
    { text: '!Split [",", "a,b"]', value: ['a', 'b'] },
    { text: '!Select [1, !Split [",", "a,b"]]', value: 'b' },
    { text: '!FindInMap [Sizes, !Ref Size, Name]', value: 'middle' },
    { text: '!Or [!Condition IsOn, !Not [!Condition IsOnAndSmall]]', value: true },
    { text: '!Contains [[a, b], !Ref Needed]', value: true },
    { text: '!Contains [[b], !Ref Needed]', value: false },
    { text: '!EachMemberIn [!Ref Regions, [eu-west-1, us-east-1]]', value: true },
    { text: '!EachMemberIn [[eu-west-1, us-east-1], !Ref Regions]', value: false },
    { text: '!And [!Condition IsOn, !Not [!Condition IsOnAndSmall]]', value: false },
  ])('has its value: $text', ({ text, value }) => {
    expect(evaluate(expression(text), deploy(template, given))).toEqual(value);
  });

  it.each([
    { text: '!Ref Nothing', message: 'Nothing is neither a parameter nor a resource' },
    { text: '!Ref Sometimes', message: 'Sometimes is needed, but not created' },
    { text: `!Sub "\${Regions}"`, message: 'Regions is no text' },
    { text: '!Select [2, [a, b]]', message: 'Fn::Select finds nothing at 2' },
    { text: '!If [Unknown, a, b]', message: 'nothing at Unknown' },
    { text: '!Base64 a', message: 'no template may use Fn::Base64' },
  ])('has none: $text', ({ text, message }) => {
    expect(() => evaluate(expression(text), deploy(template, given))).toThrow(message);
  });
});

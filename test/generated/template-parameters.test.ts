import { conditions, inputParameters, packRuleParameters } from '../../scripts/generate/passed-parameters.ts';
import { definitions, parametersOf } from '../../scripts/generate/template-parameters.ts';

const of = (...names: readonly string[]) => parametersOf().filter(({ name }) => names.includes(name));

describe('a rule parameter in a template', () => {
  it('has what may be chosen, and its default', () => {
    expect(definitions(of('unverified'))(118)).toEqual([
      'Unverified:',
      '  Type: String',
      '  Description: The verdict where nothing failed but something could not be read for lack of permission',
      '  Default: NON_COMPLIANT',
      '  AllowedValues: [NON_COMPLIANT, NOT_APPLICABLE]',
    ]);
  });

  it('has the bounds of a text, and says what an empty one means', () => {
    expect(definitions(of('allowedKeyAccounts'))(118)).toEqual([
      'AllowedKeyAccounts:',
      '  Type: String',
      `  Description: "Accounts that may own the key; the flow's own account always may. Empty: any account"`,
      '  Default: ""',
      '  MaxLength: 900',
      '  AllowedPattern: "^$|^[0-9]{12}( *, *[0-9]{12})*$"',
      '  ConstraintDescription: must be empty or account ids of 12 digits separated by commas',
    ]);
  });

  it('is a text also where YAML would read something else', () => {
    expect(definitions(of('requireRotation'))(118).slice(3)).toEqual([
      '  Default: "true"',
      '  AllowedValues: ["true", "false"]',
    ]);
  });

  it('has one choice a line where there is no room for them side by side', () => {
    expect(definitions(of('nonRotatableKeys'))(40).slice(4)).toEqual([
      '  AllowedValues:',
      '    - reject',
      '    - onDemand',
      '    - allow',
    ]);
  });

  it('is passed on where it is not empty, or not as the function has it anyway', () => {
    const parameters = of('requireRotation', 'nonRotatableKeys', 'keyAliasPattern');
    expect(conditions(parameters)(118)).toEqual([
      'ChangesNonRotatableKeys: !Not [!Equals [!Ref NonRotatableKeys, reject]]',
      'HasKeyAliasPattern: !Not [!Equals [!Ref KeyAliasPattern, ""]]',
    ]);
    expect(inputParameters(parameters)(112)).toEqual([
      'requireRotation: !Ref RequireRotation',
      'nonRotatableKeys: !If [ChangesNonRotatableKeys, !Ref NonRotatableKeys, !Ref "AWS::NoValue"]',
      'keyAliasPattern: !If [HasKeyAliasPattern, !Ref KeyAliasPattern, !Ref "AWS::NoValue"]',
    ]);
  });

  it('is always passed on where the template has a default of its own', () => {
    const [parameter] = parametersOf({ executionRoleName: 'members' }).slice(-1);
    expect(parameter).toMatchObject({ id: 'ExecutionRoleName', default: 'members' });
    expect(parameter).not.toHaveProperty('passedIf');
  });

  it('is passed on over several lines where there is no room for one', () => {
    expect(inputParameters(of('keyAliasPattern'))(60)).toEqual([
      'keyAliasPattern: !If',
      '  - HasKeyAliasPattern',
      '  - !Ref KeyAliasPattern',
      '  - !Ref AWS::NoValue',
    ]);
    expect(packRuleParameters(of('keyAliasPattern'))(60)).toEqual([
      'keyAliasPattern:',
      '  Fn::If:',
      '    - HasKeyAliasPattern',
      '    - { Ref: KeyAliasPattern }',
      '    - { Ref: "AWS::NoValue" }',
    ]);
  });
});

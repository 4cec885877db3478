import { flowKeyPlugin } from '../../cdk/plugin.ts';

describe('the plugin', () => {
  it('has the name by which violations are acknowledged, and tells its rules', () => {
    const { name, ruleIds } = flowKeyPlugin();
    expect(name).toBe('appflow-flow-cmk');
    expect(ruleIds).toEqual(expect.arrayContaining(['NO_CMK', 'ROTATION_OFF', 'UNVERIFIED', 'UNKNOWN']));
    expect(ruleIds).toHaveLength(26);
  });

  it('finds nothing in an app without stacks', () => {
    expect(flowKeyPlugin().validate({ templatePaths: [] })).toEqual({ success: true, violations: [] });
  });

  it.each([
    { name: 'a parameter that nobody knows', options: { parameters: { maxRotation: 90 } }, message: 'maxRotation' },
    {
      name: 'a value that is too large',
      options: { parameters: { maxRotationPeriodInDays: 2561 } },
      message: 'must be a whole number from 90 to 2560',
    },
    { name: 'a misspelt answer to what is unknown', options: { unknown: 'fial' }, message: "must be 'warn' or 'fail'" },
    { name: 'an option that nobody knows', options: { unkown: 'fail' }, message: 'knows no option unkown' },
  ])('refuses $name where it is made', ({ options, message }) => {
    expect(() => flowKeyPlugin(options as Parameters<typeof flowKeyPlugin>[0])).toThrow(message);
  });

  it('takes parameters of every type, and none for one that is left open', () => {
    const parameters = { requireRotation: true, maxFlowsPerKey: 3, keyDuties: 'strict' } as const;
    expect(() => flowKeyPlugin({ parameters, unknown: 'fail' })).not.toThrow();
    const open = { parameters: { maxFlowsPerKey: undefined } } as unknown as Parameters<typeof flowKeyPlugin>[0];
    expect(() => flowKeyPlugin(open)).not.toThrow();
  });
});

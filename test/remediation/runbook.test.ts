import { paths, referencesIn, runbook, runbookReadme, runbookText, successors } from './read-runbook.ts';

const steps = runbook.mainSteps;
const names = steps.map(({ name }) => name);
const parameters = Object.entries(runbook.parameters);
const outputs = steps.flatMap((step) => step.outputs.map(({ Name }) => `${step.name}.${Name}`));
const acts = steps.filter(({ action }) => action === 'aws:executeAwsApi');

describe('the document', () => {
  it('is within the 64 KB of a Systems Manager document', () => {
    expect(Buffer.byteLength(runbookText)).toBeLessThanOrEqual(65_536);
  });

  it('has step names that are unique and no name of a parameter', () => {
    expect(new Set([...names, ...parameters.map(([name]) => name)]).size).toBe(names.length + parameters.length);
  });

  it('goes on to steps that exist', () => {
    expect(steps.flatMap(successors).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('refers only to parameters, to variables of Automation and to declared outputs', () => {
    const known = [
      ...parameters.map(([name]) => name),
      ...outputs,
      'global:ACCOUNT_ID',
      'global:REGION',
      'automation:EXECUTION_ID',
    ];
    expect([...referencesIn(runbook), ...runbook.outputs].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('uses every parameter and every output', () => {
    const used = [...referencesIn(runbook), ...runbook.outputs];
    expect([...parameters.map(([name]) => name), ...outputs].filter((name) => !used.includes(name))).toEqual([]);
  });

  it('refers to the output of a step only where that step has run on every way', () => {
    const early = paths('ExamineFlow').flatMap((way) =>
      way.flatMap((name, index) => {
        const needs = referencesIn(steps.find((step) => step.name === name)).filter((reference) =>
          outputs.includes(reference),
        );
        return needs
          .filter((reference) => !way.slice(0, index).includes(reference.split('.')[0] ?? ''))
          .map((reference) => `${name}: ${reference}`);
      }),
    );
    expect(early).toEqual([]);
  });
});

describe('its ways', () => {
  it('all end in the one step that is an end', () => {
    expect(new Set(paths('ExamineFlow').map((way) => way.at(-1)))).toEqual(new Set(['Conclude']));
    expect(steps.filter(({ isEnd }) => isEnd).map(({ name }) => name)).toEqual(['Conclude']);
  });

  it('all verify, report and ask for a new verdict, in this order, last', () => {
    expect(new Set(paths('ExamineFlow').map((way) => way.slice(-4).join(' ')))).toEqual(
      new Set(['Verify Report Reevaluate Conclude']),
    );
  });

  it('lead through every step', () => {
    expect(new Set(paths('ExamineFlow').flat())).toEqual(new Set(names));
  });

  it('never pass a step twice', () => {
    expect(paths('ExamineFlow').filter((way) => new Set(way).size !== way.length)).toEqual([]);
  });
});

describe('its acts', () => {
  it('are these five and no other', () => {
    expect(acts.map(({ inputs }) => inputs.Api)).toEqual([
      'CancelKeyDeletion',
      'EnableKey',
      'StopFlow',
      'EnableKeyRotation',
      'TagResource',
    ]);
  });

  it.each([
    { act: 'CancelKeyDeletion', comesFrom: ['ChooseAct: {{ ExamineFlow.Act }} = CANCEL_KEY_DELETION'] },
    { act: 'EnableKey', comesFrom: ['ChooseAct: {{ ExamineFlow.Act }} = ENABLE_KEY', 'CancelKeyDeletion'] },
    { act: 'StopFlow', comesFrom: ['ChooseAct: {{ ExamineFlow.Act }} = STOP_FLOW'] },
    { act: 'EnableKeyRotation', comesFrom: ['ChooseRotation: {{ ExamineKey.SetRotation }} = true'] },
    { act: 'TagKey', comesFrom: ['ChooseTags: {{ ExamineKey.SetTags }} = true'] },
  ])('$act is reached only where its switch chose it', ({ act, comesFrom }) => {
    const chosen = steps.flatMap(({ name, inputs }) =>
      inputs.Choices.filter(({ NextStep }) => NextStep === act).map(
        ({ Variable, StringEquals }) => `${name}: ${Variable} = ${StringEquals}`,
      ),
    );
    const followed = steps.filter(({ nextStep, inputs }) => nextStep === act || inputs.Default === act);
    expect([...chosen, ...followed.map(({ name }) => name)]).toEqual(comesFrom);
  });

  it('are retried and never end the run, because the verification decides', () => {
    const policies = acts.map(({ onFailure, isCritical, maxAttempts }) => ({ onFailure, isCritical, maxAttempts }));
    expect(policies).toEqual(Array(5).fill({ onFailure: 'Continue', isCritical: false, maxAttempts: 3 }));
  });

  it('use no double braces that Automation would read inside a script', () => {
    const scripts = steps.map(({ inputs }) => String(inputs['Script'] ?? ''));
    expect(scripts.flatMap((script) => script.match(/\{\{/g) ?? [])).toEqual([]);
  });
});

describe('its parameters', () => {
  it.each(parameters)('%s is described, and held to a list of values or to an anchored pattern', (_name, declared) => {
    expect(declared.description).toMatch(/^\((Required|Optional)\) .+\.$/);
    expect(declared.allowedValues ?? declared.allowedPattern).toEqual(
      declared.allowedValues === undefined ? expect.stringMatching(/^\^.*\$$/) : ['true', 'false'],
    );
  });

  it.each(parameters.filter(([, declared]) => declared.default !== undefined))(
    '%s takes its own default',
    (_name, declared) => {
      const { default: value = '', allowedValues = [value], allowedPattern = '' } = declared;
      expect(allowedValues).toContain(value);
      expect(value).toMatch(new RegExp(allowedPattern));
    },
  );

  it('are off where an act could undo what somebody meant', () => {
    const defaults = Object.fromEntries(parameters.map(([name, declared]) => [name, declared.default]));
    expect(defaults).toEqual({
      AutomationAssumeRole: undefined,
      FlowId: undefined,
      RuleName: 'appflow-flow-cmk',
      TopicArn: '',
      EnableRotation: 'true',
      RotationPeriodInDays: '365',
      CancelDeletion: 'true',
      EnableDisabledKey: 'false',
      KeyTags: '',
      ReplaceTagValues: 'false',
      QuarantineFlow: 'false',
      NewKeyArn: '',
    });
  });
});

describe('the page beside it', () => {
  it('lists every parameter with its default', () => {
    const rows = [...runbookReadme.matchAll(/^\| `(\w+)` \| (?:`([^`]*)`|\((empty)\)|\((required)\)) \|/gm)];
    expect(rows.map(([, name, value, empty]) => [name, empty === undefined ? value : ''])).toEqual(
      parameters.map(([name, declared]) => [name, declared.default]),
    );
  });

  it('lists the permissions of every act', () => {
    const services: Readonly<Record<string, string>> = { StopFlow: 'appflow' };
    const actions = acts.map(({ inputs: { Api = '' } }) => `${services[Api] ?? 'kms'}:${Api}`);
    expect(actions.filter((action) => !runbookReadme.includes(`\`${action}\``))).toEqual([]);
  });
});

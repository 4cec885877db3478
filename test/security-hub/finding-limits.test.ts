import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import { findingOf } from '../../lambda/core/output/finding.ts';
import { aContext, anEvaluation, because, nonCompliant, type OnFlow } from './an-evaluation.ts';
import { flawsOf } from './finding-format.ts';

describe('at the limits of Security Hub', () => {
  const everything: readonly { readonly name: string; readonly evaluation: OnFlow }[] = [
    {
      name: 'every reason at once, each with a long text',
      evaluation: anEvaluation({
        verdict: nonCompliant(...REASON_CODES.map((code) => because(code, 'x'.repeat(400)))),
      }),
    },
    {
      name: 'the longest flow name that AppFlow has',
      evaluation: anEvaluation({
        flowName: 'f'.repeat(256),
        flowArn: `arn:aws:appflow:eu-west-1:111122223333:flow/${'f'.repeat(256)}`,
      }),
    },
    {
      name: 'half a character, out of a tag',
      evaluation: anEvaluation({ verdict: nonCompliant(because('TAG_VALUE_NOT_ALLOWED', 'tag Owner is "\uD83D"')) }),
    },
    {
      name: 'a text that must be cut inside a character',
      evaluation: anEvaluation({ verdict: nonCompliant(because('TAG_MISSING', '👩‍👩‍👧‍👦'.repeat(300))) }),
    },
  ];

  it.each(everything)('$name makes a finding that it takes', ({ evaluation }) => {
    expect(flawsOf(findingOf(evaluation, aContext()))).toEqual([]);
  });
});

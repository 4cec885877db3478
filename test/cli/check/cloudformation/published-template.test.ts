import { parseTemplate } from '../../../../cli/check/cloudformation/parse-template.ts';
import { publishedTemplate } from '../../../../cli/check/cloudformation/published-template.ts';
import { memberOf } from '../../../../cli/check/cloudformation/template-node.ts';

const HASH = '472593235704d0995e76bd3964ed0b8027a7887a7968483170462c3086058777';
const assets = (path: string) => JSON.stringify({ files: { [HASH]: { source: { path, packaging: 'file' } } } });
/** As the CDK writes it. */
const URL = {
  'Fn::Join': [
    '',
    ['https://s3.', { Ref: 'AWS::Region' }, '/', { 'Fn::Sub': `assets-\${AWS::AccountId}` }, `/${HASH}.json`],
  ],
};

const found = ({
  url = URL as unknown,
  file = 'cdk.out/Flows.template.json',
  manifest = assets('Inner.template.json'),
} = {}) =>
  publishedTemplate(memberOf(parseTemplate(JSON.stringify({ Url: url }), file), 'Url'), file, (name) =>
    name === 'cdk.out/Flows.assets.json' ? manifest : undefined,
  );

describe('the template behind the address of a nested stack', () => {
  it('is the file that the asset manifest gives to its hash', () => {
    expect(found()).toBe('Inner.template.json');
  });

  it('is found as well where the address is one text', () => {
    expect(found({ url: `https://s3.eu-west-1.amazonaws.com/assets/${HASH}.json` })).toBe('Inner.template.json');
  });

  it.each([
    { name: 'an address without a hash', given: { url: 'https://s3.eu-west-1.amazonaws.com/assets/inner.json' } },
    { name: 'a hash that the manifest does not know', given: { url: `https://s3/${HASH.replace('4', '5')}.json` } },
    { name: 'a stack without a manifest beside it', given: { file: 'cdk.out/Other.template.json' } },
    { name: 'a template that is no stack of an assembly', given: { file: 'cdk.out/flows.yaml' } },
    { name: 'a manifest that is not JSON', given: { manifest: '{' } },
    { name: 'a manifest of another shape', given: { manifest: '{"files":[]}' } },
    { name: 'a file out of the assembly', given: { manifest: assets('../Inner.template.json') } },
    { name: 'a file by its absolute path', given: { manifest: assets('/etc/passwd') } },
  ])('is not found by $name', ({ given }) => {
    expect(found(given)).toBeUndefined();
  });
});

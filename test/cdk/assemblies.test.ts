import { assembliesOf } from '../../cdk/assemblies.ts';

describe('the assemblies that are read', () => {
  it.each([
    {
      name: 'one for all stacks of an app',
      templates: ['/app/cdk.out/Keys.template.json', '/app/cdk.out/Flows.template.json'],
      folders: ['/app/cdk.out'],
    },
    {
      name: 'that of the app with those of its stages',
      templates: ['/app/cdk.out/assembly-Prod/Flows.template.json', '/app/cdk.out/Keys.template.json'],
      folders: ['/app/cdk.out'],
    },
    {
      name: 'each stage where the app has no stack of its own',
      templates: ['/app/cdk.out/assembly-Prod/Flows.template.json', '/app/cdk.out/assembly-Test/Flows.template.json'],
      folders: ['/app/cdk.out/assembly-Prod', '/app/cdk.out/assembly-Test'],
    },
    {
      name: 'a folder whose name only begins like another',
      templates: ['/app/cdk.out/Keys.template.json', '/app/cdk.out-2/Keys.template.json'],
      folders: ['/app/cdk.out', '/app/cdk.out-2'],
    },
  ])('are $name', ({ templates, folders }) => {
    expect(assembliesOf(templates)).toEqual(folders);
  });
});

import path from 'node:path';
import { ConnectorType } from '@aws-sdk/client-appflow';
import { readJsonFile } from '../../local-aws/json-file.ts';
import { parseWorld, type World } from '../../local-aws/world.ts';

let world: World;
beforeAll(async () => {
  const source = path.join(__dirname, '../../local-aws/worlds/company.json');
  world = parseWorld({ json: await readJsonFile(source), source });
});

// What AppFlow takes: https://docs.aws.amazon.com/appflow/1.0/APIReference/API_CreateFlow.html
it.each([
  { what: 'names', pattern: /^[a-zA-Z0-9][\w!@#.-]{1,255}$/, texts: () => world.flows.map((it) => it.flowName) },
  {
    what: 'descriptions',
    pattern: /^[\w!@#\-.?,\s]{0,2048}$/,
    texts: () => world.flows.map(({ description = '' }) => description),
  },
  {
    what: 'tag keys',
    pattern: /^(?!aws:)[a-zA-Z+-=._:/]{1,128}$/,
    texts: () => world.flows.flatMap(({ tags }) => Object.keys(tags)),
  },
  {
    what: 'tag values',
    pattern: /^[\s\w+-=.:/@]{0,256}$/,
    texts: () => world.flows.flatMap(({ tags }) => Object.values(tags)),
  },
  {
    what: 'names of connector profiles',
    pattern: /^[\w/!@#+=.-]{1,256}$/,
    texts: () => world.connectorProfiles.map((it) => it.connectorProfileName),
  },
])('the flows of the sample company have $what that AppFlow takes', ({ pattern, texts }) => {
  expect(texts()).not.toEqual([]);
  expect(texts().filter((text) => !pattern.test(text))).toEqual([]);
});

it('the flows of the sample company read from connectors that AppFlow has', () => {
  const known: readonly string[] = Object.values(ConnectorType);
  expect(world.flows.map((it) => it.sourceConnectorType).filter((type) => !known.includes(type))).toEqual([]);
});

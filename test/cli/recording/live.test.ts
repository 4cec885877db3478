import { policyFrom } from '../../../cli/options/policy-of.ts';
import { NO_PROGRESS } from '../../../cli/reading/progress.ts';
import { readAudit } from '../../../cli/reading/read-audit.ts';
import { createRecorder } from '../../../cli/recording/recorder.ts';
import { openLive } from '../../../cli/source/live.ts';
import { startLocalAws } from '../../../local-aws/server.ts';
import type { WorldInput } from '../../../local-aws/world.ts';
import { replayed } from './recorded-audits.ts';

const CALLER = '111122223333';
const MEMBER = '444455556666';
const KEYS = '777788889999';
const key = `arn:aws:kms:eu-west-1:${KEYS}:key/lake`;

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

/** The audit of two accounts, of which one is entered by a role, and whose keys are in a third. */
const auditOf = async (world: Partial<WorldInput>, policy: Readonly<Record<string, string>>) => {
  const aws = await startLocalAws({
    world: {
      account: CALLER,
      region: 'eu-west-1',
      flows: [CALLER, MEMBER].map((account) => ({ account, flowName: 'orders', kmsArn: key, tags: { Owner: 'data' } })),
      keys: [{ Arn: key, Tags: { Owner: 'data' }, Aliases: ['alias/prod-lake'], SharedWith: [CALLER] }],
      roles: [
        { Arn: `arn:aws:iam::${MEMBER}:role/auditor`, Trusts: [CALLER] },
        { Arn: `arn:aws:iam::${KEYS}:role/key-reader`, Trusts: [CALLER] },
      ],
      ...world,
    },
  });
  try {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: `AKIALOCAL${CALLER}`,
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    const recorder = createRecorder();
    const selection = { accounts: { kind: 'named', ids: [CALLER, MEMBER] }, role: 'auditor' } as const;
    const source = await openLive(selection, undefined, recorder.observe);
    const audit = await readAudit(source, policyFrom(policy), 5, NO_PROGRESS, new AbortController().signal);
    const places = audit.places.map(({ flows: _, ...place }) => place);
    const recording = recorder.world({
      at: source.at,
      version: audit.version,
      parameters: audit.parameters,
      places,
    });
    return { audit, recording };
  } finally {
    await aws.close();
  }
};

it('keys that a role was assumed for are judged again without it', async () => {
  const { audit, recording } = await auditOf({}, { keyAccountRoleName: 'key-reader', keyAliasPattern: 'alias/prod-*' });
  expect(audit.flows.map(({ account, verdict }) => [account, verdict])).toEqual([
    [CALLER, 'COMPLIANT'],
    [MEMBER, 'COMPLIANT'],
  ]);
  expect((await replayed(recording)).audit).toEqual(audit);
});

it('one account sees a key that another does not, and so it stays', async () => {
  const { audit, recording } = await auditOf({}, { checkKeyPolicy: 'false', requiredKeyTags: '' });
  expect(audit.flows.map(({ account, annotation }) => [account, annotation.split(':')[1]?.slice(0, 60)])).toEqual([
    [CALLER, ' The tags of key lake could not be read'],
    [MEMBER, ' The key arn'],
  ]);
  expect((await replayed(recording)).audit).toEqual(audit);
});

it('an account that could not be entered is told again, and so is a role for keys that may not be assumed', async () => {
  const { audit, recording } = await auditOf({ roles: [] }, { keyAccountRoleName: 'key-reader' });
  expect(audit.places.map(({ account, status }) => [account, status])).toEqual([
    [CALLER, 'read'],
    [MEMBER, 'unreadable'],
  ]);
  expect(audit.flows[0]?.annotation).toContain(`role key-reader in account ${KEYS} could not be assumed`);
  // Places that were not read come first in a replay.
  const { places: told, ...again } = (await replayed(recording)).audit;
  const { places, ...rest } = audit;
  expect(again).toEqual(rest);
  expect(told).toEqual(places.toReversed());
});

import { parseConfigEvent } from '../../../lambda/core/input/config-event.ts';
import {
  aChangeMessage,
  aConfigEvent,
  aKeyChangeMessage,
  aKeyItem,
  anOversizedMessage,
} from '../../builders/config-events.ts';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

const triggerOf = (message: unknown, envelope = {}) => parseConfigEvent(aConfigEvent(message, envelope)).trigger;

describe('a changed key', () => {
  it('is named with its place and its time', () => {
    expect(triggerOf(aKeyChangeMessage())).toEqual({
      kind: 'key',
      keyId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      account: '111122223333',
      region: 'eu-west-1',
      orderingTimestamp: new Date('2026-11-21T06:02:40.355Z'),
    });
  });

  it('is named from the summary of an oversized item', () => {
    const summary = { resourceType: 'AWS::KMS::Key', resourceId: '0a1b2c3d', resourceName: null, ARN: undefined };
    expect(triggerOf(anOversizedMessage(summary))).toEqual({
      kind: 'key',
      keyId: '0a1b2c3d',
      account: '111122223333',
      region: 'eu-west-1',
      orderingTimestamp: new Date('2026-11-20T22:40:31.007Z'),
    });
  });

  it.each([
    {
      name: 'the ARN of the item',
      item: {
        resourceId: 'other',
        ARN: 'arn:aws:kms:us-east-1:444455556666:key/1b2c',
        configuration: { arn: KEY_ARN },
      },
      expected: { keyId: '1b2c', account: '444455556666', region: 'us-east-1' },
    },
    {
      name: 'the ARN in its configuration',
      item: { resourceId: 'other', ARN: null, configuration: { arn: 'arn:aws:kms:us-east-1:444455556666:key/1b2c' } },
      expected: { keyId: '1b2c', account: '444455556666', region: 'us-east-1' },
    },
    {
      name: 'its id, account and Region',
      item: {
        resourceId: '1b2c',
        ARN: null,
        configuration: null,
        awsAccountId: '444455556666',
        awsRegion: 'us-east-1',
      },
      expected: { keyId: '1b2c', account: '444455556666', region: 'us-east-1' },
    },
    {
      name: 'its id, where the ARN names an alias',
      item: { resourceId: '1b2c', ARN: 'arn:aws:kms:us-east-1:444455556666:alias/lake' },
      expected: { keyId: '1b2c', account: '444455556666', region: 'us-east-1' },
    },
    {
      name: 'its id alone',
      item: { resourceId: '1b2c', ARN: null, configuration: null, awsAccountId: null, awsRegion: null },
      expected: { keyId: '1b2c', account: undefined, region: undefined },
    },
  ])('is known by $name', ({ item, expected }) => {
    expect(triggerOf(aKeyChangeMessage({ configurationItem: aKeyItem(item) }))).toMatchObject(expected);
  });

  it('is looked at when it was deleted, and when it left the scope', () => {
    const deleted = aKeyChangeMessage({
      configurationItem: aKeyItem({ configurationItemStatus: 'ResourceDeleted', configuration: null }),
      configurationItemDiff: { changeType: 'DELETE' },
    });
    expect(triggerOf(deleted)).toMatchObject({ kind: 'key' });
    expect(triggerOf(deleted, { eventLeftScope: true })).toMatchObject({ kind: 'key' });
  });
});

/** A key that AWS Config records for the first time. */
const created = (configuration: Readonly<Record<string, unknown>> | null) =>
  aKeyChangeMessage({
    configurationItemDiff: { changeType: 'CREATE' },
    configurationItem: aKeyItem({ configuration }),
  });

describe('a key is skipped', () => {
  it.each([
    {
      name: 'that AWS manages',
      message: aKeyChangeMessage({ configurationItem: aKeyItem({ configuration: { keyManager: 'AWS' } }) }),
      because: 'the key is managed by AWS',
    },
    {
      name: 'whose diff is null',
      message: aKeyChangeMessage({ configurationItemDiff: null }),
      because: 'the item shows no change',
    },
    {
      name: 'whose diff is missing',
      message: aKeyChangeMessage({ configurationItemDiff: undefined }),
      because: 'the item shows no change',
    },
    {
      name: 'whose diff is not an object',
      message: aKeyChangeMessage({ configurationItemDiff: 'UPDATE' }),
      because: 'the item shows no change',
    },
    {
      name: 'that is new',
      message: created({ keyState: 'Enabled', enabled: true }),
      because: 'the key is new to AWS Config, and enabled',
    },
    {
      name: 'that is new, and enabled by the word of its state alone',
      message: created({ keyState: 'Enabled' }),
      because: 'the key is new to AWS Config, and enabled',
    },
    {
      name: 'that is new, and enabled without a state',
      message: created({ enabled: true }),
      because: 'the key is new to AWS Config, and enabled',
    },
    {
      name: 'that does not tell its change, oversized',
      message: anOversizedMessage({ resourceType: 'AWS::KMS::Key', changeType: undefined }),
      because: 'the item shows no change',
    },
  ])('$name', ({ message, because }) => {
    expect(triggerOf(message)).toEqual({ kind: 'skipped-key', keyId: expect.any(String), because });
  });
});

describe('a key that is new to AWS Config is not skipped', () => {
  it.each([
    { name: 'in another state', message: created({ keyState: 'Disabled' }) },
    { name: 'that is not enabled', message: created({ enabled: false }) },
    { name: 'whose state and switch contradict each other', message: created({ keyState: 'Enabled', enabled: false }) },
    { name: 'pending deletion', message: created({ keyState: 'PendingDeletion', enabled: false }) },
    { name: 'of which the item says nothing', message: created(null) },
    { name: 'that is oversized', message: anOversizedMessage({ resourceType: 'AWS::KMS::Key', changeType: 'CREATE' }) },
  ])('$name', ({ message }) => {
    expect(triggerOf(message)).toMatchObject({ kind: 'key' });
  });
});

describe('a key is not skipped', () => {
  it.each([
    { name: 'whose diff tells no change type', message: aKeyChangeMessage({ configurationItemDiff: {} }) },
    { name: 'whose change type is not text', message: aKeyChangeMessage({ configurationItemDiff: { changeType: 1 } }) },
    { name: 'that was deleted', message: aKeyChangeMessage({ configurationItemDiff: { changeType: 'DELETE' } }) },
    {
      name: 'whose manager is not told',
      message: aKeyChangeMessage({ configurationItem: aKeyItem({ configuration: {} }) }),
    },
    {
      name: 'whose manager is not text',
      message: aKeyChangeMessage({ configurationItem: aKeyItem({ configuration: { keyManager: 7 } }) }),
    },
    {
      name: 'that was deleted, oversized',
      message: anOversizedMessage({ resourceType: 'AWS::KMS::Key', changeType: 'DELETE' }),
    },
  ])('$name', ({ message }) => {
    expect(triggerOf(message)).toMatchObject({ kind: 'key' });
  });
});

it('a change type inside the item of a change event says nothing', () => {
  const message = aChangeMessage(aKeyItem({ changeType: 'UPDATE' }));
  expect(triggerOf(message)).toMatchObject({ kind: 'skipped-key', because: 'the item shows no change' });
});

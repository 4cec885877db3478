import { parseHookEvent, tokenIn } from '../../../lambda/core/input/hook-event.ts';
import { aHookEvent, FROM_CLOUD_CONTROL } from '../../builders/hook-events.ts';

type Members = Readonly<Record<string, unknown>>;

/** The event with a member under another name. */
const renamed = (event: Members, from: string, to: string): Members => {
  const { [from]: value, ...rest } = event;
  return { ...rest, [to]: value };
};

const requestOf = (event: Members): Members => event['requestData'] as Members;

describe('an event of CloudFormation', () => {
  it('says who asks, for which account, about which flow', () => {
    expect(parseHookEvent(aHookEvent())).toMatchObject({
      clientRequestToken: 'f8da6d11-b23f-48f4-814c-0fb6a667f50e',
      hookName: 'Private::Lambda::FlowKey',
      account: '111122223333',
      isCloudControl: false,
      logicalId: 'Orders',
      target: { operation: 'CREATE', properties: { FlowName: 'orders' } },
    });
  });

  it('may be about a change', () => {
    const event = aHookEvent({ event: { actionInvocationPoint: 'UPDATE_PRE_PROVISION' } });
    expect(parseHookEvent(event).target).toMatchObject({ operation: 'UPDATE', properties: { FlowName: 'orders' } });
  });

  it.each([
    { name: 'empty properties', asked: { targetModel: { resourceProperties: {}, previousResourceProperties: {} } } },
    { name: 'no properties', asked: { targetModel: { resourceProperties: null } } },
    { name: 'no model', asked: { targetModel: null } },
  ])('may be about a deletion, which has $name', ({ asked }) => {
    const event = aHookEvent({ asked, event: { actionInvocationPoint: 'DELETE_PRE_PROVISION' } });
    expect(parseHookEvent(event).target).toEqual({ operation: 'DELETE' });
  });
});

describe('an event of Cloud Control', () => {
  it('has empty ids of stack and change set, and a logical id that Cloud Control made up', () => {
    expect(parseHookEvent(aHookEvent(FROM_CLOUD_CONTROL))).toMatchObject({
      isCloudControl: true,
      logicalId: 'a1b2c3',
      target: { operation: 'CREATE', properties: { FlowName: 'orders' } },
    });
  });

  it.each([null, undefined])('may have %s instead', (stackId) => {
    expect(parseHookEvent(aHookEvent({ event: { stackId } })).isCloudControl).toBe(true);
  });
});

describe('a name of a member', () => {
  it('may be written as the tables of AWS write it', () => {
    const event = renamed(renamed(aHookEvent(), 'clientRequestToken', 'clientRequesttoken'), 'stackId', 'stackID');
    expect(parseHookEvent(event)).toMatchObject({
      clientRequestToken: 'f8da6d11-b23f-48f4-814c-0fb6a667f50e',
      isCloudControl: false,
    });
  });

  it('may be so inside as well', () => {
    const requestData = renamed(requestOf(aHookEvent()), 'targetLogicalId', 'targetlogicalID');
    expect(parseHookEvent({ ...aHookEvent(), requestData }).logicalId).toBe('Orders');
  });

  it('counts first where it is written as the examples write it', () => {
    const event = { clientrequesttoken: 'other', ...aHookEvent(), CLIENTREQUESTTOKEN: 'another' };
    expect(parseHookEvent(event).clientRequestToken).toBe('f8da6d11-b23f-48f4-814c-0fb6a667f50e');
  });

  it('keeps its case among the properties of the flow', () => {
    const { target } = parseHookEvent(aHookEvent({ properties: { kmsarn: 'other' } }));
    expect('properties' in target ? target.properties['kmsarn'] : undefined).toBe('other');
  });
});

describe('what an event leaves out', () => {
  it('is a token: it is answered with an empty one', () => {
    expect(parseHookEvent(aHookEvent({ event: { clientRequestToken: undefined } })).clientRequestToken).toBe('');
  });

  it('is a name that only the log wants', () => {
    const event = aHookEvent({ event: { hookTypeName: undefined }, asked: { targetLogicalId: undefined } });
    expect(parseHookEvent(event)).toMatchObject({ hookName: 'unknown', logicalId: 'unknown' });
  });
});

describe('an event that the hook cannot judge is refused', () => {
  const REFUSED = 'The event is none that this hook can judge, nothing was looked at: ';

  it.each<{ readonly event: unknown; readonly problem: string }>([
    { event: undefined, problem: 'event is missing' },
    { event: null, problem: 'event is null: must be an object' },
    { event: 'hello', problem: 'event is "hello": must be an object' },
    { event: [], problem: 'event is a list: must be an object' },
    { event: {}, problem: 'event.requestData is missing' },
    { event: { requestData: 'x' }, problem: 'event.requestData is "x": must be an object' },
    { event: { requestData: {} }, problem: 'event.requestData.targetName is missing' },
    {
      event: aHookEvent({ asked: { targetName: 'STACK', targetType: 'STACK', targetModel: undefined } }),
      problem:
        "its target is a STACK, which says nothing of a flow's key: give the hook the TargetOperations RESOURCE and CLOUD_CONTROL",
    },
    {
      event: aHookEvent({ asked: { targetName: 'CHANGE_SET', targetType: 'CHANGE_SET' } }),
      problem:
        "its target is a CHANGE_SET, which says nothing of a flow's key: give the hook the TargetOperations RESOURCE and CLOUD_CONTROL",
    },
    {
      event: aHookEvent({ asked: { targetName: 'AWS::S3::Bucket' }, event: { awsAccountId: 'x' } }),
      problem: 'its target is "AWS::S3::Bucket": give the hook AWS::AppFlow::Flow as its only TargetName',
    },
    {
      event: aHookEvent({ event: { awsAccountId: '1234' } }),
      problem: 'event.awsAccountId is "1234": must be an account id of 12 digits',
    },
    { event: aHookEvent({ event: { awsAccountId: null } }), problem: 'event.awsAccountId is missing' },
    {
      event: aHookEvent({ event: { actionInvocationPoint: 'IMPORT_PRE_PROVISION' } }),
      problem:
        'event.actionInvocationPoint is "IMPORT_PRE_PROVISION": must be one of CREATE_PRE_PROVISION, UPDATE_PRE_PROVISION, DELETE_PRE_PROVISION',
    },
    {
      event: aHookEvent({ event: { awsAccountId: undefined, actionInvocationPoint: undefined } }),
      problem: 'event.awsAccountId is missing; event.actionInvocationPoint is missing',
    },
    { event: aHookEvent({ asked: { targetModel: null } }), problem: 'event.requestData.targetModel is missing' },
    {
      event: aHookEvent({ asked: { targetModel: {} } }),
      problem: 'event.requestData.targetModel.resourceProperties is missing',
    },
    {
      event: aHookEvent({ asked: { targetModel: { resourceProperties: { KMSArn: 'x' } } } }),
      problem: 'event.requestData.targetModel.resourceProperties is an object: must be an object with a FlowName',
    },
    {
      event: aHookEvent({ asked: { targetModel: { resourceProperties: 'text' } } }),
      problem: 'event.requestData.targetModel.resourceProperties is "text": must be an object with a FlowName',
    },
  ])('$problem', ({ event, problem }) => {
    expect(() => parseHookEvent(event)).toThrow(`${REFUSED}${problem}.`);
  });

  it('in one line, whatever stands in it', () => {
    const event = aHookEvent({ asked: { targetName: 'AWS::S3::Bucket\nERROR forged line' } });
    expect(() => parseHookEvent(event)).toThrow('"AWS::S3::Bucket\uFFFDERROR forged line"');
  });
});

describe('the token of an event', () => {
  it.each<{ readonly name: string; readonly event: unknown; readonly token: string }>([
    { name: 'that is malformed otherwise', event: { clientRequestToken: 'abc', requestData: 5 }, token: 'abc' },
    { name: 'that writes it in another case', event: { ClientRequesttoken: 'abc' }, token: 'abc' },
    { name: 'that has none', event: {}, token: '' },
    { name: 'that has another thing there', event: { clientRequestToken: { a: 1 } }, token: '' },
    { name: 'that is no object', event: 'abc', token: '' },
    { name: 'that is nothing', event: null, token: '' },
  ])('$name is found', ({ event, token }) => {
    expect(tokenIn(event)).toBe(token);
  });
});

import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { authorize, type Operation, readInput, type Service } from '../operation.ts';
import { refuse } from '../service-error.ts';

const publishInput = v.object({
  TopicArn: v.pipe(
    v.string('Member must not be null'),
    v.regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/, 'Member must be the ARN of a topic'),
  ),
  Message: v.pipe(v.string('Member must not be null'), v.nonEmpty('Member must not be empty')),
  Subject: v.optional(v.pipe(v.string(), v.maxLength(100, 'Member must have length less than or equal to 100'))),
});

/** A world without `topics` has every topic; one with them has no other. */
const publish: Operation = (call) => {
  const { TopicArn, Message, Subject } = readInput(call, publishInput);
  authorize(call, { action: 'sns:Publish', resource: TopicArn });
  const { messages, world } = call.state;
  if (world.topics !== undefined && !world.topics.includes(TopicArn)) throw refuse('NotFound', 'Topic does not exist');
  messages.push({ topicArn: TopicArn, subject: Subject, message: Message });
  return { MessageId: randomUUID() };
};

export const sns: Service = {
  name: 'sns',
  signingName: 'sns',
  protocol: 'query',
  xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  internalError: 'InternalError',
  messageMember: 'Message',
  operations: { Publish: publish },
};

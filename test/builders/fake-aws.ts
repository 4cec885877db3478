import { AppflowClient } from '@aws-sdk/client-appflow';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { KMSClient } from '@aws-sdk/client-kms';
import type { Operation } from '../../lambda/aws/calls.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { given } from '../../lambda/core/model/answer.ts';

export type Input = Readonly<Record<string, unknown>>;

/** What AWS says to one call: an output, or an error, which is thrown. */
export type Reply = object | ((input: Input) => object | Promise<object>);

/** By operation: one reply to every call, or one to each call in turn. An operation that is not named may not be called. */
export type Replies = Partial<Readonly<Record<Operation, Reply | readonly Reply[]>>>;

export interface FakeAws {
  readonly aws: Aws;
  /** What was asked, in order. */
  readonly calls: readonly { readonly operation: string; readonly input: Input }[];
  /** How often an operation was called. */
  readonly timesOf: (operation: Operation) => number;
}

export const WHERE = { partition: 'aws', account: '111122223333', region: 'eu-west-1' } as const;

/** An error as the SDK throws it: told apart by its name. */
export const awsError = (name: string, message = 'as AWS words it'): Error =>
  Object.assign(new Error(message), { name });

export const DENIED = awsError('AccessDeniedException');
export const THROTTLED = awsError('ThrottlingException');

/** AWS that gives these replies, without the SDK's network, retries and credentials. */
export const fakeAws = (replies: Replies = {}, members: Partial<Aws> = {}): FakeAws => {
  const calls: { readonly operation: string; readonly input: Input }[] = [];
  const timesOf = (operation: string): number => calls.filter((call) => call.operation === operation).length;
  const send = async (command: { readonly input: Input }) => {
    const { input } = command;
    const operation = command.constructor.name.replace(/Command$/, '') as Operation;
    const planned = replies[operation];
    const reply = Array.isArray(planned) ? planned[timesOf(operation)] : planned;
    // A paginator goes on with the same input.
    calls.push({ operation, input: { ...input } });
    if (reply === undefined) throw new Error(`nobody planned this call of ${operation}`);
    const output = typeof reply === 'function' ? await reply(input) : reply;
    if (output instanceof Error) throw output;
    return output;
  };
  // The SDK's paginators want a client of their own class.
  const clientOf = <C extends object>(prototype: C): C => Object.assign(Object.create(prototype), { send });
  const aws: Aws = {
    where: WHERE,
    callerName: '',
    appflow: clientOf(AppflowClient.prototype),
    config: clientOf(ConfigServiceClient.prototype),
    clientIn: (Client) => clientOf(Client.prototype),
    keysIn: async () => given({ client: clientOf(KMSClient.prototype), acrossAccounts: false }),
    spare: { abortSignal: new AbortController().signal },
    reads: { abortSignal: new AbortController().signal },
    writes: { abortSignal: new AbortController().signal },
    ...members,
  };
  return { aws, calls, timesOf };
};

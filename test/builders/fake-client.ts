import type { Input, Reply } from './fake-aws.ts';

/** What a client of the command's was asked, in order, and what it says to each operation. */
export interface FakeClient<C> {
  readonly client: C;
  readonly calls: readonly { readonly operation: string; readonly input: Input }[];
}

/**
 * A client of the SDK that gives these replies: one to every call of an operation, or one to each in turn. An operation that is
 * not named may not be called.
 */
export const fakeClient = <C>(replies: Readonly<Record<string, Reply | readonly Reply[]>>): FakeClient<C> => {
  const calls: { readonly operation: string; readonly input: Input }[] = [];
  const send = async (command: { readonly input: Input }) => {
    const operation = command.constructor.name.replace(/Command$/, '');
    const planned = replies[operation];
    const turn = calls.filter((call) => call.operation === operation).length;
    const reply = Array.isArray(planned) ? planned[turn] : planned;
    calls.push({ operation, input: command.input });
    if (reply === undefined) throw new Error(`nobody planned this call of ${operation}`);
    const output = typeof reply === 'function' ? await reply(command.input) : reply;
    if (output instanceof Error) throw output;
    return output;
  };
  return { client: { send } as C, calls };
};

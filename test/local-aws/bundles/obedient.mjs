/** A handler that does what its event says; it stands in for the rule where only the sandbox is under test. */
let invocations = 0;

export const handler = async (event, context) => {
  invocations += 1;
  console.log(JSON.stringify({ invocations, context: { ...context, left: context.getRemainingTimeInMillis() } }));
  switch (event.do) {
    case 'fail':
      throw new AggregateError(
        [new TypeError('first', { cause: new Error('below') }), new Error('second')],
        'two failed',
      );
    case 'hang':
      return new Promise((resolve) => setTimeout(resolve, 60_000));
    case 'exit':
      return process.exit(3);
    case 'call': {
      const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_REGION } = process.env;
      const scope = `Credential=${AWS_ACCESS_KEY_ID}/20260115/${AWS_REGION}/appflow/aws4_request`;
      const headers = { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` };
      const response = await fetch(`${AWS_ENDPOINT_URL}/list-flows`, { method: 'POST', body: '{}', headers });
      console.log(JSON.stringify(await response.json()));
      return undefined;
    }
    case 'environment':
      console.log(JSON.stringify(process.env));
      return undefined;
    default:
      return undefined;
  }
};

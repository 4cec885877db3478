import { parseArguments } from '../../local-aws/arguments.ts';

it('without arguments the sample world is shown as a table', () => {
  expect(parseArguments([])).toEqual({
    event: undefined,
    world: undefined,
    parameters: undefined,
    json: false,
    serve: false,
    port: undefined,
    record: undefined,
    sweep: false,
    report: false,
    help: false,
  });
});

it('files and switches are taken as given', () => {
  const args = ['--event', 'event.json', '--world=world.json', '--parameters', '{}', '--json'];
  expect(parseArguments(args)).toMatchObject({
    event: 'event.json',
    world: 'world.json',
    parameters: '{}',
    json: true,
  });
});

it.each([1, 4566, 65_535])('a server may listen on port %d', (port) => {
  expect(parseArguments(['--serve', '--port', `${port}`])).toMatchObject({ serve: true, port });
});

it.each([
  { name: 'an unknown option', args: ['--evnt', 'x'], says: /^Unknown option '--evnt' \("npm start -- --help"/ },
  { name: 'a file without an option', args: ['world.json'], says: /^Unexpected argument 'world.json'/ },
  { name: 'an option without its file', args: ['--event'], says: /^Option '--event <value>' argument missing/ },
  { name: 'a report and a world', args: ['--report', '--world', 'x'], says: /^--report goes alone/ },
  { name: 'a sweep and an event', args: ['--sweep', '--event', 'x'], says: /^--sweep and --event exclude each other/ },
  {
    name: 'an event for a server',
    args: ['--serve', '--event', 'x'],
    says: /^--serve goes with --world, --port and --record only/,
  },
  { name: 'a port without a server', args: ['--port', '4566'], says: /^--port goes with --serve only/ },
  ...['0', '65536', '80a', '1e3', '-1', ''].map((port) => ({
    name: `the port "${port}"`,
    args: ['--serve', `--port=${port}`],
    says: new RegExp(`^--port must be a whole number from 1 to 65535, not "${port}"`),
  })),
])('$name is refused in one line', ({ args, says }) => {
  expect(() => parseArguments(args)).toThrow(says);
  expect(() => parseArguments(args)).not.toThrow(/\n/);
});

#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { runCommandLine } from './command-line.ts';

// What an audit holds is a tenth of what it lets go, and V8 would let the heap grow to four times what is in use before it looks.
setFlagsFromString('--heap-growing-percent=75');

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  page: new URL('./', import.meta.url),
});

// The lines on stdin and stdout, and what the environment says.
const readline = require('node:readline');

const arrived = [];
const waiting = [];
readline.createInterface({ input: process.stdin }).on('line', line => {
  if (!line.startsWith('{')) return;
  if (waiting.length) waiting.shift()(JSON.parse(line));
  else arrived.push(JSON.parse(line));
});

const line = {
  read: () => (arrived.length ? Promise.resolve(arrived.shift()) : new Promise(resolve => waiting.push(resolve))),
  write: description => process.stdout.write(JSON.stringify(description) + '\n'),
};

const settings = {
  bulkBytes: Number(process.env.BULK_MB || 0) << 20,
  bulkMessage: Number(process.env.BULK_MSG || 16384),
  empty: !process.env.NO_EMPTY,
  maxMessage: Number(process.env.MAX_MSG || 1 << 20),
  big: Number(process.env.BIG || 0),
};

/** Runs a part, prints its result if it has one to print, and exits. */
async function main(run) {
  let result;
  try {
    result = await run(process.argv.at(-1), line, settings);
  } catch (error) {
    process.stderr.write((error.stack || error) + '\n');
    result = { ok: false, fails: [String(error.message || error)] };
  }
  if (process.argv.at(-1) === 'offer') process.stdout.write('RESULT ' + JSON.stringify(result) + '\n');
  setTimeout(() => process.exit(result.ok ? 0 : 1), 100);
}

module.exports = { main };

// What a peer says and does on its channels, for anything with the RTCPeerConnection of the W3C: Node's packages and a browser's page alike.

/** Binary data of any kind as bytes. */
function bytes(data) {
  return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function sizeOf(data) {
  return typeof data === 'string' ? data.length : bytes(data).length;
}

function same(a, b) {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  const [one, other] = [bytes(a), bytes(b)];
  return one.length === other.length && one.every((value, i) => value === other[i]);
}

function describe(data) {
  return (typeof data === 'string' ? 'text' : 'binary') + ' of ' + sizeOf(data);
}

function within(promise, milliseconds, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(what + ' took longer than ' + milliseconds + ' ms')), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function pause(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

/** Waits for a state of a channel; @roamhq/wrtc does not tell all of them by an event. */
async function state(channel, wanted) {
  while (channel.readyState !== wanted) await pause(5);
}

/** Waits until there is a description with all candidates: there is no trickle. */
async function localDescription(connection, description) {
  await connection.setLocalDescription(description);
  for (let i = 0; connection.iceGatheringState !== 'complete' && i < 500; i++) await pause(20);
  return { type: connection.localDescription.type, sdp: connection.localDescription.sdp };
}

/** The messages of a channel, one at a time. */
function inbox(channel) {
  const arrived = [];
  const waiting = [];
  channel.onmessage = event => {
    if (waiting.length) waiting.shift()(event.data);
    else arrived.push(event.data);
  };
  return () => (arrived.length ? Promise.resolve(arrived.shift()) : new Promise(resolve => waiting.push(resolve)));
}

function probes({ empty, maxMessage, big }) {
  const all = ['hello', 'grüße, 世界', 'x'.repeat(20000)];
  if (empty) all.push('', new Uint8Array(0));
  const sizes = [1, 2, 1199, 1200, 16384, 65535, 65536].concat(big ? [big] : []);
  for (const size of sizes) if (size <= maxMessage) all.push(Uint8Array.from({ length: size }, (_, i) => (i * 13 + size) & 255));
  return all;
}

async function offer(connection, line, settings) {
  const send = data => channel.send(typeof data === 'string' ? data : settings.binary(data));
  const channel = connection.createDataChannel('echo');
  channel.binaryType = 'arraybuffer';
  const next = inbox(channel);
  line.write(await localDescription(connection, await connection.createOffer()));
  await connection.setRemoteDescription(await line.read());
  await within(state(channel, 'open'), 30000, 'opening');

  const fails = [];
  for (const probe of probes(settings)) {
    try {
      send(probe);
      const reply = await within(next(), 15000, describe(probe));
      if (!same(probe, reply)) fails.push(describe(probe) + ' came back as ' + describe(reply));
    } catch (error) {
      fails.push(error.message);
    }
  }
  for (const kind of briefKinds.filter(settings.offers)) {
    try {
      await within(brief(connection, kind), 15000, 'a channel ' + JSON.stringify(kind));
    } catch (error) {
      fails.push(error.message);
    }
  }
  const result = { ok: fails.length === 0, fails };
  if (settings.bulkBytes) Object.assign(result, await bulk(channel, send, next, settings));
  send('bye');
  await pause(500);
  return result;
}

/** The other types of channel. */
const briefKinds = [
  { ordered: false },
  { maxRetransmits: 3 },
  { ordered: false, maxRetransmits: 3 },
  { maxPacketLifeTime: 3000 },
  { ordered: false, maxPacketLifeTime: 3000 },
];

/** Opens a channel, has a message come back on it, closes it and waits until both sides have. */
async function brief(connection, kind) {
  const channel = connection.createDataChannel('brief', kind);
  const next = inbox(channel);
  await state(channel, 'open');
  channel.send('in brief');
  if ((await next()) !== 'in brief') throw new Error('another message came back on a channel ' + JSON.stringify(kind));
  channel.close();
  await state(channel, 'closed');
}

async function bulk(channel, send, next, { bulkBytes, bulkMessage }) {
  const message = new Uint8Array(bulkMessage);
  const began = Date.now();
  send('sink:' + bulkBytes);
  for (let sent = 0; sent < bulkBytes; sent += message.length) {
    send(message);
    while (channel.bufferedAmount > 1 << 20) await pause(1);
  }
  const told = await within(next(), 250000, 'the bulk');
  return { bulk: told, 'MB/s': Math.round(bulkBytes / 10 / (Date.now() - began)) / 100 };
}

async function answer(connection, line, settings) {
  const bye = new Promise(resolve => {
    connection.ondatachannel = event => echo(event.channel, settings, resolve);
  });
  await connection.setRemoteDescription(await line.read());
  line.write(await localDescription(connection, await connection.createAnswer()));
  await within(bye, 290000, 'the end');
  await pause(300);
  return { ok: true, fails: [] };
}

function echo(channel, settings, onBye) {
  channel.binaryType = 'arraybuffer';
  let expected = 0;
  let sunk = 0;
  let began = 0;
  channel.onmessage = ({ data }) => {
    if (expected > 0) {
      sunk += sizeOf(data);
      if (sunk < expected) return;
      channel.send('sunk:' + sunk + ':' + (Date.now() - began) / 1000);
      expected = 0;
    } else if (data === 'bye') {
      onBye();
    } else if (typeof data === 'string' && data.startsWith('sink:')) {
      [expected, sunk, began] = [Number(data.slice(5)), 0, Date.now()];
    } else {
      channel.send(typeof data === 'string' ? data : settings.binary(bytes(data)));
    }
  };
}

/** Plays one part to its end; gives the result. */
function play(mode, connection, line, settings) {
  return (mode === 'offer' ? offer : answer)(connection, line, { binary: data => data, offers: () => true, ...settings });
}

if (typeof module !== 'undefined') module.exports = { play };

// node node.cjs wrtc|node-datachannel|werift offer|answer: a peer of one of these packages, which NODE_PATH leads to.
const { main } = require('./lines.cjs');
const { play } = require('./script.js');

const peers = {
  wrtc: () => ({ Connection: require('@roamhq/wrtc').RTCPeerConnection }),
  'node-datachannel': () => ({ Connection: require('node-datachannel/polyfill').RTCPeerConnection }),
  werift: () => ({
    Connection: require('werift').RTCPeerConnection,
    // It sends a Buffer as binary, and anything else as text.
    binary: data => Buffer.from(data),
    // It forgets the order bit in the OPEN of a channel that is unordered and not reliable.
    offers: kind => kind.ordered !== false || Object.keys(kind).length === 1,
  }),
};

main((mode, line, settings) => {
  const { Connection, ...special } = peers[process.argv[2]]();
  return play(mode, new Connection({ iceServers: [] }), line, { ...settings, ...special });
});

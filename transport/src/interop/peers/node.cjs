// node node.cjs wrtc|node-datachannel|werift offer|answer: a peer of one of these packages, which NODE_PATH leads to.
const { main } = require('./lines.cjs');
const { play } = require('./script.js');

const peers = {
  wrtc: () => ({ Connection: require('@roamhq/wrtc').RTCPeerConnection }),
  'node-datachannel': () => ({ Connection: require('node-datachannel/polyfill').RTCPeerConnection }),
  // It sends a Buffer as binary, and anything else as text.
  werift: () => ({ Connection: require('werift').RTCPeerConnection, binary: data => Buffer.from(data) }),
};

main((mode, line, settings) => {
  const { Connection, ...special } = peers[process.argv[2]]();
  return play(mode, new Connection({ iceServers: [] }), line, { ...settings, ...special });
});

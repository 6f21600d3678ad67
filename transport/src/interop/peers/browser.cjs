// node browser.cjs chromium|firefox offer|answer: a page of a headless browser as a peer; puppeteer-core, which NODE_PATH leads to, drives it.
const fs = require('node:fs');
const path = require('node:path');
const puppeteer = require('puppeteer-core');
const { main } = require('./lines.cjs');

const browsers = {
  chromium: {
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox', // It runs as root.
      '--disable-gpu',
      '--disable-features=WebRtcHideLocalIpsWithMdns', // Addresses in candidates, not names.
    ],
  },
  firefox: {
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    extraPrefsFirefox: { 'media.peerconnection.ice.obfuscate_host_addresses': false },
  },
};

main(async (mode, line, settings) => {
  const browser = await puppeteer.launch({ ...browsers[process.argv[2]], headless: true, protocolTimeout: 300000 });
  try {
    const page = await browser.newPage();
    page.on('console', message => process.stderr.write(message.text() + '\n'));
    await page.exposeFunction('readLine', line.read);
    await page.exposeFunction('writeLine', line.write);
    await page.addScriptTag({ content: fs.readFileSync(path.join(__dirname, 'script.js'), 'utf8') });
    return await page.evaluate(
      (mode, settings) => play(mode, new RTCPeerConnection(), { read: readLine, write: writeLine }, settings),
      mode,
      settings,
    );
  } finally {
    await browser.close();
  }
});

#!/usr/bin/python3
"""aiortc_peer.py offer|answer: a peer of Debian's python3-aiortc."""

import asyncio
import json
import os
import sys
import time

from aiortc import RTCPeerConnection, RTCSessionDescription

SIZES = [1, 2, 1199, 1200, 16384, 65535, 65536]

BRIEF_KINDS = [
    {"ordered": False},
    {"maxRetransmits": 3},
    {"ordered": False, "maxRetransmits": 3},
    {"maxPacketLifeTime": 3000},
    {"ordered": False, "maxPacketLifeTime": 3000},
]


def write(line):
    print(line, flush=True)


async def hear():
    line = ""
    while not line.startswith("{"):
        line = await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        if not line:
            raise EOFError("no description came")
    return RTCSessionDescription(**json.loads(line))


def say(connection):
    local = connection.localDescription
    write(json.dumps({"type": local.type, "sdp": local.sdp}))


def probes():
    yield from ["hello", "grüße, 世界", "x" * 20000]
    if not os.environ.get("NO_EMPTY"):
        yield from ["", b""]
    for size in SIZES:
        yield bytes((i * 17 + size) & 255 for i in range(size))


async def offer(connection):
    channel = connection.createDataChannel("echo")
    arrived = asyncio.Queue()
    is_open = asyncio.Event()
    channel.on("open", is_open.set)
    channel.on("message", arrived.put_nowait)
    await connection.setLocalDescription(await connection.createOffer())
    say(connection)
    await connection.setRemoteDescription(await hear())
    await asyncio.wait_for(is_open.wait(), 30)
    fails = []
    for probe in probes():
        what = f"{type(probe).__name__} of {len(probe)}"
        try:
            channel.send(probe)
            if await asyncio.wait_for(arrived.get(), 15) != probe:
                fails.append(what + " came back as another")
        except asyncio.TimeoutError:
            fails.append(what + " did not come back")
    for kind in BRIEF_KINDS:
        try:
            await asyncio.wait_for(brief(connection, kind), 15)
        except (asyncio.TimeoutError, ValueError) as error:
            fails.append(f"a channel {kind}: {error!r}")
    result = {"ok": not fails, "fails": fails}
    megabytes = int(os.environ.get("BULK_MB", "0"))
    if megabytes:
        result |= await bulk(channel, arrived, megabytes << 20)
    channel.send("bye")
    await asyncio.sleep(0.5)
    write("RESULT " + json.dumps(result))
    return not fails


async def state(channel, wanted):
    while channel.readyState != wanted:
        await asyncio.sleep(0.005)


async def brief(connection, kind):
    """Opens a channel, has a message come back on it, closes it and waits until both sides have."""
    channel = connection.createDataChannel("brief", **kind)
    arrived = asyncio.Queue()
    channel.on("message", arrived.put_nowait)
    await state(channel, "open")
    channel.send("in brief")
    if await arrived.get() != "in brief":
        raise ValueError("another message came back")
    channel.close()
    await state(channel, "closed")


async def bulk(channel, arrived, size):
    message = bytes(int(os.environ.get("BULK_MSG", "16384")))
    began = time.monotonic()
    channel.send(f"sink:{size}")
    for _ in range(0, size, len(message)):
        channel.send(message)
        while channel.bufferedAmount > 1 << 20:
            await asyncio.sleep(0.002)
    told = await asyncio.wait_for(arrived.get(), 250)
    return {"bulk": told, "MB/s": round(size / 1e6 / (time.monotonic() - began), 2)}


class Echo:
    """Sends every message of a channel back, or counts as many bytes as it is told to."""

    def __init__(self, channel, bye):
        self.channel = channel
        self.bye = bye
        self.expected = 0
        channel.on("message", self.receive)

    def receive(self, message):
        if self.expected:
            self.sunk += len(message)
            if self.sunk >= self.expected:
                self.expected = 0
                self.channel.send(f"sunk:{self.sunk}:{time.monotonic() - self.began:.3f}")
        elif message == "bye":
            self.bye.set()
        elif isinstance(message, str) and message.startswith("sink:"):
            self.expected, self.sunk, self.began = int(message[5:]), 0, time.monotonic()
        else:
            self.channel.send(message)


async def answer(connection):
    bye = asyncio.Event()
    connection.on("datachannel", lambda channel: Echo(channel, bye))
    await connection.setRemoteDescription(await hear())
    await connection.setLocalDescription(await connection.createAnswer())
    say(connection)
    await asyncio.wait_for(bye.wait(), 290)
    await asyncio.sleep(0.3)
    return True


async def main(mode):
    connection = RTCPeerConnection()
    try:
        return await (offer if mode == "offer" else answer)(connection)
    finally:
        await connection.close()


if __name__ == "__main__":
    succeeded = asyncio.run(main(sys.argv[1]))
    sys.stdout.flush()
    # A thread may still wait for a line.
    os._exit(0 if succeeded else 1)

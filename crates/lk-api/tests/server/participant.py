"""A participant of the Python SDK (package livekit) for the tests of a server, until it is removed.

By hand: `python participant.py ROOM IDENTITY` with LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET set; once it
prints `ready`, `LIVEKIT_TEST_PARTICIPANT=ROOM/IDENTITY cargo test -p lk-api --test server participant`.
"""

import asyncio
import os
import sys

from livekit import api, rtc


async def main(name, identity):
    grant = api.VideoGrants(room_join=True, room=name)
    token = api.AccessToken().with_identity(identity).with_grants(grant).to_jwt()
    room = rtc.Room()
    gone = asyncio.Event()
    room.on("disconnected", lambda *_: gone.set())
    await room.connect(os.environ["LIVEKIT_URL"], token)
    room.local_participant.register_rpc_method("echo", echo)
    source = rtc.AudioSource(48000, 1)
    track = rtc.LocalAudioTrack.create_audio_track("silence", source)
    await room.local_participant.publish_track(track)
    print("ready", flush=True)
    await gone.wait()


async def echo(call):
    return call.payload


asyncio.run(main(*sys.argv[1:]))

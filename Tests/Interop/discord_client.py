"""Stock discord.py bots on the fake Discord: nothing of the library is changed but the base
address of its API. A bot logs in, sees a job's messages come, change and go, loads and
decodes the picture, and gets through a reconnect without missing anything.

First comes an AutoShardedClient, which asks the API where the Gateway is. A plain Client
does not ask (it has the address of Discord's own built in), so it is told.

usage: discord_client.py http://127.0.0.1:PORT

Exits 0 when everything came, and non-zero, saying what is missing, when it did not come in time.
"""

import asyncio
import json
import struct
import sys
import zlib

import aiohttp
import discord
import yarl

TIMEOUT = 30.0
IMAGINE = {
    "type": 2,
    "application_id": "936929561302675456",
    "session_id": "interop",
    "data": {
        "version": "1237876415471554623",
        "id": "938956540159881230",
        "name": "imagine",
        "type": 1,
        "attachments": [],
    },
}


class Witness:
    """Keeps what a client sees, and wakes whoever waits for it."""

    def __init__(self):
        intents = discord.Intents.default()
        intents.message_content = True
        super().__init__(intents=intents)
        self.changed = asyncio.Condition()
        self.seen = []

    async def note(self, kind, value=None):
        async with self.changed:
            self.seen.append((kind, value))
            self.changed.notify_all()

    async def on_ready(self):
        await self.note("ready", self.guilds)

    async def on_resumed(self):
        await self.note("resumed")

    async def on_message(self, message):
        await self.note("created", message)

    async def on_message_edit(self, _, message):
        await self.note("edited", message)

    async def on_raw_message_edit(self, edit):
        await self.note("told", edit.data["content"])

    async def on_message_delete(self, message):
        await self.note("deleted", message)

    async def until(self, what, found):
        """The first thing seen for which found(kind, value) holds."""

        def first():
            return next((entry for entry in self.seen if found(*entry)), None)

        async with self.changed:
            try:
                await asyncio.wait_for(self.changed.wait_for(first), TIMEOUT)
            except asyncio.TimeoutError:
                names = [kind for kind, _ in self.seen]
                raise SystemExit(f"missing after {TIMEOUT:.0f} s: {what}; seen: {names}")
        print(f"ok: {what}")
        return first()[1]


class ShardedWitness(Witness, discord.AutoShardedClient):
    """Asks the API for the Gateway."""


class PlainWitness(Witness, discord.Client):
    """Has the Gateway's address built in."""


async def post(base, path, body, expected):
    """Posts JSON as a user, not as the bot."""
    headers = {"Authorization": "interop-user"}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(base + path, json=body) as answer:
            text = await answer.text()
            if answer.status != expected:
                raise SystemExit(f"POST {path}: {answer.status} {text}")
            return json.loads(text) if text else None


async def imagine(base, guild, prompt, nonce):
    option = {"type": 3, "name": "prompt", "value": prompt}
    body = IMAGINE | {"guild_id": str(guild.id), "nonce": nonce}
    body["channel_id"] = str(guild.text_channels[0].id)
    body["data"] = IMAGINE["data"] | {"options": [option]}
    await post(base, "/api/v10/interactions", body, 204)


def pixels(png):
    """The width and height of a PNG file, after checking every checksum and length in it."""
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise SystemExit("the picture is no PNG file")
    place, chunks = 8, {}
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        name, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">I", png[place + 8 + length : place + 12 + length])
        if zlib.crc32(name + data) != check:
            raise SystemExit(f"wrong checksum in the picture's {name!r}")
        chunks[name] = data
        place += 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    if len(zlib.decompress(chunks[b"IDAT"])) != height * (width + 1):
        raise SystemExit("the picture's data has the wrong length")
    return width, height


async def watch_job(bot, base, prompt, nonce):
    """Starts a job and sees it through to its picture."""
    (guild,) = bot.guilds
    opening = f"**{prompt}"
    await imagine(base, guild, prompt, nonce)

    # The library writes every edit into the message that it gave out before, so what the
    # first message said is soon gone: its nonce is what tells it.
    waiting = await bot.until(
        f"'{prompt}' begins", lambda kind, message: kind == "created" and message.nonce == nonce
    )
    if waiting.author.id != int(IMAGINE["application_id"]):
        raise SystemExit(f"wrong author: {waiting.author}")
    await bot.until(
        f"'{prompt}' is at 46 %",
        lambda kind, text: kind == "told" and text.startswith(opening) and "(46%) (fast)" in text,
    )
    await bot.until(
        f"'{prompt}' changes",
        lambda kind, message: kind == "edited" and message.id == waiting.id,
    )
    done = await bot.until(
        f"'{prompt}' is done",
        lambda kind, message: kind == "created"
        and message.content.startswith(opening)
        and "> (fast)" in message.content,
    )
    if len(done.components) != 2 or done.id == waiting.id:
        raise SystemExit(f"not a finished grid: {done.components}")
    await bot.until(
        f"'{prompt}' tells no more progress",
        lambda kind, message: kind == "deleted" and message.id == waiting.id,
    )
    (picture,) = done.attachments
    size = pixels(await picture.read())
    if size != (picture.width, picture.height):
        raise SystemExit(f"the picture is {size}, and was said to be otherwise")
    print(f"ok: picture {picture.filename}, {size[0]} x {size[1]}")


async def watch(bot, base, prompts):
    """Logs a bot in, and sees one job through before a reconnect and one after it."""
    async with bot:
        connection = asyncio.create_task(bot.start("interop-bot"))
        guilds = await bot.until("ready", lambda kind, _: kind == "ready")
        if len(guilds) != 1 or not guilds[0].text_channels:
            raise SystemExit(f"no guild with a channel: {guilds}")
        await watch_job(bot, base, prompts[0], prompts[0][:25])
        await post(base, "/_control", {"do": "op7"}, 200)
        await bot.until("resumed after op 7", lambda kind, _: kind == "resumed")
        await watch_job(bot, base, prompts[1], prompts[1][:25])
        connection.cancel()


async def main(base):
    discord.http.Route.BASE = base + "/api/v10"
    # Pieces of seven bytes: one event comes in many messages of the compressed stream.
    await post(base, "/_control", {"set": {"step_ms": 20, "split_bytes": 7}}, 200)
    await watch(ShardedWitness(), base, ["a lighthouse at dawn", "paper boats on a pond"])
    gateway = base.replace("http", "ws", 1) + "/gateway"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    await watch(PlainWitness(), base, ["a fox in tall grass", "an old tram in the rain"])
    print("ok: all of it")


if __name__ == "__main__":
    discord.utils.setup_logging()
    asyncio.run(main(sys.argv[1].rstrip("/")))

"""Files: an address to upload to, the bytes that came, and where they were shared."""

from __future__ import annotations

import mimetypes
from typing import Any
from urllib.parse import quote

from bot.playground.entities import File, Json
from bot.playground.installation import Installation, secret
from bot.playground.refusals import Refused
from bot.playground.workspace import Workspace

# What a browser may show in place: pictures that can't carry a script.
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


class Files:
    """All files of the workspace, by id; `path` and `shown` are how the network and an app see one."""

    def __init__(self, workspace: Workspace, app: Installation) -> None:
        self._workspace = workspace
        self._app = app
        self._by_id: dict[str, File] = {}
        self._tickets: dict[str, File] = {}

    def expect(self, name: str, length: int, alt: str) -> tuple[File, str]:
        """A file that is still to be uploaded, and the address to which its bytes go, once."""
        file = File(self._workspace.new_id("F"), name, self._app.bot_user, length, alt=alt)
        file.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file.created = int(self._workspace.clock.now().timestamp())
        self._by_id[file.id] = file
        ticket = secret()
        self._tickets[ticket] = file
        return file, f"{self._workspace.address}/upload/v1/{ticket}"

    def receive(self, ticket: str, content: bytes) -> File:
        """Take the bytes; Refused unless this address was given out for just so many."""
        file = self._tickets.get(ticket)
        if file is None or len(content) != file.size:
            raise Refused("file_not_found" if file is None else "length_mismatch")
        del self._tickets[ticket]
        file.content = content
        return file

    def find(self, file_id: Any) -> File | None:
        """The file with this id, if its bytes have come and it wasn't deleted."""
        file = self._by_id.get(file_id) if isinstance(file_id, str) else None
        return file if file and file.content is not None and not file.deleted else None

    def delete(self, file: File) -> None:
        """Take a file out of the messages that show it, and drop its bytes."""
        file.deleted, file.content = True, None
        for channel in self._workspace.channels.values():
            for message in channel.messages:
                message.files = [one for one in message.files if one is not file]
        self._workspace.changed()

    def check(self, blocks: list[Json], error: str = "invalid_blocks") -> None:
        """Refused if a picture in these blocks is of a file that isn't there."""
        for number, block in enumerate(blocks):
            for image in (block, block.get("accessory") or {}, *(block.get("elements") or [])):
                source = image.get("slack_file") if image.get("type") == "image" else None
                if source is not None and self.of(source) is None:
                    raise Refused(error, [f"[ERROR] invalid slack file [json-pointer:/blocks/{number}]"])

    def of(self, source: Any) -> File | None:
        """The file that a `slack_file` object names, by its id or its address."""
        if not isinstance(source, dict):
            return None
        if source.get("id"):
            return self.find(source["id"])
        found = (one for one in self._by_id if source.get("url") in self._addresses(one))
        return self.find(next(found, None))

    def _addresses(self, file_id: str) -> tuple[str, str]:
        shown = self.shown(self._by_id[file_id])
        return shown["url_private"], shown["permalink"]

    def path(self, file: File, download: bool = False) -> str:
        """Where the page and the bot get the bytes."""
        folder = f"/files-pri/{self._workspace.team_id}-{file.id}"
        name = quote(file.name, safe="")
        return f"{folder}/download/{name}" if download else f"{folder}/{name}"

    def shown(self, file: File) -> Json:
        """A file object as messages and files.info carry it."""
        kind = file.name.rpartition(".")[2].lower()
        places = [self._workspace.channels[channel] for channel, _ in file.shares]
        body: Json = {"id": file.id, "created": file.created, "timestamp": file.created, "name": file.name}
        body |= {"title": file.title or file.name, "mimetype": file.mimetype, "filetype": kind}
        body |= {"pretty_type": kind.upper(), "user": file.user, "user_team": self._workspace.team_id}
        body |= {"editable": False, "size": file.size, "mode": "hosted", "is_external": False}
        body |= {"external_type": "", "is_public": any(place.kind == "public" for place in places)}
        body |= {"public_url_shared": False, "display_as_bot": False, "username": ""}
        body |= {"url_private": self._workspace.address + self.path(file)}
        body |= {"url_private_download": self._workspace.address + self.path(file, download=True)}
        body["permalink"] = f"{self._workspace.address}/files/{file.user}/{file.id}/{file.name}"
        body |= {"has_rich_preview": False, "file_access": "visible"}
        return {**body, "alt_txt": file.alt} if file.alt else body

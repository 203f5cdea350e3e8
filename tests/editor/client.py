"""A client of the language server: plain JSON-RPC over pipes, as an editor speaks it."""

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds after which an answer will not come any more."""


class Client:
    """A server in a process of its own, asked and told things; what it says of itself is kept in `said`."""

    def __init__(self, lang: str = "vi", pause: float = 0.1, encodings: list[str] | None = None) -> None:
        command = [sys.executable, "-m", "thidua_rules", "lsp"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.queue: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.said: list[dict[str, Any]] = []
        self.number = 0
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()
        general = {"positionEncodings": encodings} if encodings else {}
        options = {"lang": lang, "pause": pause}
        asked = {"processId": None, "rootUri": None, "capabilities": {"general": general}}
        self.capabilities = self.ask("initialize", **asked, initializationOptions=options)["capabilities"]
        self.tell("initialized")

    def _read(self) -> None:
        assert self.process.stdout is not None
        while True:
            length = 0
            while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
                name, _, value = line.decode().partition(":")
                length = int(value) if name.lower() == "content-length" else length
            if not line:
                self.queue.put(None)
                return
            self.queue.put(json.loads(self.process.stdout.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        """Send what wants no answer."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its result; what went wrong comes as `{"error": message}`."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self.number and "method" not in message:
                error = message.get("error")
                return {"error": error["message"]} if error is not None else message.get("result")
            self.said.append(message)

    def _next(self) -> dict[str, Any]:
        message = self.queue.get(timeout=PATIENCE)
        assert message is not None, "the server went away"
        return message

    def published(self, uri: str, version: int, times: int = 1) -> list[dict[str, Any]]:
        """The diagnostics of a file at a version of it, waited for until they were told so many times.

        A text is looked at twice: its ruleset, and a little later the whole of it with every scenario.
        """
        while True:
            told = (each.get("params", {}) for each in self.said)
            found = [each["diagnostics"] for each in told if (each.get("uri"), each.get("version")) == (uri, version)]
            if len(found) >= times:
                last: list[dict[str, Any]] = found[-1]
                return last
            self.said.append(self._next())

    def latest(self) -> dict[str, list[dict[str, Any]]]:
        """By file, the diagnostics that were last told."""
        said = [each["params"] for each in self.said if each.get("method") == "textDocument/publishDiagnostics"]
        return {each["uri"]: each["diagnostics"] for each in said}

    def seconds(self) -> float | None:
        """The processor time that the server has used for answers; None where the system does not tell.

        Answers are given by its first thread; what looks at the whole ruleset meanwhile is another one.
        """
        pid = self.process.pid
        try:
            fields = Path(f"/proc/{pid}/task/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> int:
        """End as an editor does; the exit code."""
        self.ask("shutdown")
        self.tell("exit")
        code = self.process.wait(timeout=PATIENCE)
        self.thread.join(timeout=PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        return code

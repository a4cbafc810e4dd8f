"""How quickly exports stream, by command and over HTTP, and the most memory that their process takes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

LIMIT = 300_000
"""Statements of each measurement: long enough for memory to show whether it grows."""
WAYS = ("jsonl", "jsonl, gzip", "csv", "csv, gzip", "parquet")


def table() -> str:
    """The table in Markdown."""
    lines = ["\n| export | by command: a second, memory (MB) | over HTTP: a second, memory (MB) |\n|---|---|---|\n"]
    for way in WAYS:
        name, packed = way.removesuffix(", gzip"), way.endswith("gzip")
        cells = [f"{rate:,.0f}, {memory:.0f}" for rate, memory in (_command(name, packed), _http(name, packed))]
        lines.append(f"| {way} | {cells[0]} | {cells[1]} |\n")
    return "".join(lines)


def _command(name: str, packed: bool) -> tuple[float, float]:
    """Statements a second, the start of the process included, and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "manage.py", "export", "--format", name, "--limit", str(LIMIT)]
        command += ["--output", str(Path(folder) / "export"), *(["--gzip"] if packed else [])]
        begin = time.perf_counter()
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        if status:
            raise SystemExit(f"The export failed: {' '.join(command)}")
        return LIMIT / seconds, used.ru_maxrss / 1024


def _http(name: str, packed: bool) -> tuple[float, float]:
    """The same from a server of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/api/v1/exports?format={name}&limit="
        _wait(f"{address}1")
        headers = {"Accept-Encoding": "gzip"} if packed else {}
        begin = time.perf_counter()
        with urllib.request.urlopen(urllib.request.Request(f"{address}{LIMIT}", headers=headers)) as answer:  # noqa: S310
            while answer.read(1 << 20):
                pass
        seconds = time.perf_counter() - begin
        peak = next(line for line in Path(f"/proc/{server.pid}/status").read_text().splitlines() if "VmHWM" in line)
        return LIMIT / seconds, int(peak.split()[1]) / 1024
    finally:
        server.terminate()
        server.wait()


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - of our own server
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit(f"The server does not answer: {address}")
